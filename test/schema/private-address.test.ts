import { describe, it } from "vitest";
import { webhookSchema } from "../../content/schema/backend.ts";
import { isPrivateAddress, isPrivateHost } from "../../content/schema/private-address.ts";

// Every way of writing an address that leads home, and names that do.
const private_ = [
  "127.0.0.1",
  "127.255.255.254",
  "127.1",
  "127.0.1",
  "0.0.0.0",
  "0",
  "10.0.0.1",
  "10.255.255.255",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.0.1",
  "192.168.255.255",
  "169.254.169.254",
  "100.64.0.1",
  "100.127.255.255",
  "192.0.0.8",
  "198.18.0.1",
  "198.19.255.255",
  "224.0.0.1",
  "239.255.255.255",
  "240.0.0.1",
  "255.255.255.255",
  "2130706433",
  "3232235521",
  "017700000001",
  "0177.0.0.1",
  "0x7f000001",
  "0x7f.1",
  "0xa9fea9fe",
  "127.0.0.1.",
  "[::1]",
  "[::]",
  "[::ffff:127.0.0.1]",
  "[::ffff:7f00:1]",
  "[::ffff:8.8.8.8]",
  "[::127.0.0.1]",
  "[0:0:0:0:0:0:0:1]",
  "[fe80::1]",
  "[fc00::1]",
  "[fd12:3456:789a::1]",
  "[fec0::1]",
  "[ff02::1]",
  "[64:ff9b::7f00:1]",
  "[64:ff9b:1::a00:1]",
  "[2002:7f00:1::]",
  "[2002:c0a8:101::1]",
  "[2001::1]",
  "[2001:db8::1]",
  "[3fff::1]",
  "[100::1]",
  "localhost",
  "LOCALHOST",
  "localhost.",
  "api.localhost",
  "intranet",
  "printer.local",
  "metadata.google.internal",
  "router.home.arpa",
  "nas.lan",
  "①②⑦.⓪.⓪.①",
];

const public_ = [
  "8.8.8.8",
  "1.1.1.1",
  "172.15.0.1",
  "172.32.0.1",
  "100.63.255.255",
  "100.128.0.1",
  "169.253.255.255",
  "192.167.255.255",
  "198.20.0.1",
  "223.255.255.255",
  "134744072",
  "[2606:4700:4700::1111]",
  "[2a00:1450:4002::1]",
  "[64:ff9b::808:808]",
  "[2002:808:808::1]",
  "example.com",
  "hooks.example.it",
  "10.example.com",
  "localhost.example.com",
  "local.example",
];

describe("addresses of private networks", () => {
  it.for(private_)("refuses %s", (host, { expect }) => {
    expect(isPrivateHost(new URL(`https://${host}/`).hostname)).toBe(true);
    expect(isPrivateHost(host)).toBe(true);
    expect(webhookSchema.safeParse({ name: "crm", url: `https://${host}/hook` }).success).toBe(false);
  });

  it.for(public_)("lets %s pass", (host, { expect }) => {
    expect(isPrivateHost(new URL(`https://${host}/`).hostname)).toBe(false);
    expect(webhookSchema.safeParse({ name: "crm", url: `https://${host}/hook` }).success).toBe(true);
  });

  it("reads what a resolver answers, and takes for private what it cannot read", ({ expect }) => {
    const answers = ["127.0.0.1", "10.1.2.3", "::1", "fe80::1%eth0", "::ffff:10.0.0.1", "nonsense", ""];
    for (const address of [...answers, "999.1.1.1", "12::34::56", "example.com"])
      expect([address, isPrivateAddress(address)]).toEqual([address, true]);
    for (const address of ["93.184.216.34", "2606:4700::6810:84e5", "2A00:1450:4002:0:0:0:0:200E"])
      expect([address, isPrivateAddress(address)]).toEqual([address, false]);
  });
});
