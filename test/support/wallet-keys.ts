import { generateKeyPairSync } from "node:crypto";
import forge, { type Certificate, type CertificateField } from "node-forge";

/** Keys and certificates as Apple and Google hand them out, of our own making, as PEM. */
export function walletKeys(ends = new Date("2030-01-01T00:00:00Z")) {
  const [root, own] = [keyPair(), keyPair()];
  const wwdr = certificate(root, root, [name("commonName", "Our own WWDR")], ends);
  const cert = certificate(
    own,
    root,
    [
      { type: "0.9.2342.19200300.100.1.1", value: "pass.example.forno" },
      name("commonName", "Pass Type ID: pass.example.forno"),
      name("organizationalUnitName", "TEAM123456"),
      name("organizationName", "Forno Ćosić"),
      name("countryName", "IT"),
    ],
    ends,
    wwdr,
  );
  const pem = (each: Certificate) => forge.pki.certificateToPem(each);
  return {
    apple: { APPLE_PASS_CERT: pem(cert), APPLE_PASS_KEY: own.pem, APPLE_PASS_WWDR: pem(wwdr) },
    /** The key in its older form. */
    older: forge.pki.privateKeyToPem(own.key),
    google: {
      GOOGLE_WALLET_KEY: JSON.stringify({
        type: "service_account",
        client_email: "imbuto@forno-wallet.iam.gserviceaccount.com",
        private_key: own.pem,
      }),
      GOOGLE_WALLET_ISSUER: "3388000000012345678",
    },
    publicKey: own.publicKey,
  };
}

function keyPair() {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pem = String(privateKey.export({ type: "pkcs8", format: "pem" }));
  return { pem, publicKey, key: forge.pki.privateKeyFromPem(pem) };
}

function name(field: string, value: string) {
  return { name: field, value, valueTagClass: forge.asn1.Type.UTF8 };
}

function certificate(
  pair: ReturnType<typeof keyPair>,
  issuer: ReturnType<typeof keyPair>,
  subject: CertificateField[],
  ends: Date,
  above?: Certificate,
): Certificate {
  const made = forge.pki.createCertificate();
  made.publicKey = forge.pki.rsa.setPublicKey(pair.key.n, pair.key.e);
  made.serialNumber = above === undefined ? "01" : "00c0ffee";
  made.validity.notBefore = new Date("2026-01-01T00:00:00Z");
  made.validity.notAfter = ends;
  made.setSubject(subject);
  made.setIssuer(above?.subject.attributes ?? subject);
  made.setExtensions([{ name: "basicConstraints", cA: above === undefined }]);
  made.sign(issuer.key, forge.md.sha256.create());
  return made;
}
