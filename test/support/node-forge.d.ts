/** As much of node-forge as the tests of wallets use; it brings no types of its own. */
declare module "node-forge" {
  interface Asn1 {
    tagClass: number;
    type: number;
    value: string | Asn1[];
  }
  interface RsaKey {
    n: unknown;
    e: unknown;
  }
  interface CertificateField {
    name?: string;
    type?: string;
    value: string;
    valueTagClass?: number;
  }
  interface Certificate {
    publicKey: unknown;
    serialNumber: string;
    validity: { notBefore: Date; notAfter: Date };
    subject: { attributes: CertificateField[] };
    setSubject(fields: CertificateField[]): void;
    setIssuer(fields: CertificateField[]): void;
    setExtensions(extensions: { name: string; cA: boolean }[]): void;
    sign(key: RsaKey, digest: unknown): void;
  }
  const forge: {
    asn1: {
      Class: { UNIVERSAL: number };
      Type: { SET: number; UTF8: number };
      fromDer(bytes: unknown): Asn1;
      toDer(value: Asn1): { getBytes(): string };
    };
    md: { sha256: { create(): unknown } };
    pki: {
      rsa: { setPublicKey(n: unknown, e: unknown): unknown };
      createCertificate(): Certificate;
      certificateToPem(certificate: Certificate): string;
      certificateFromAsn1(value: Asn1): Certificate;
      privateKeyFromPem(pem: string): RsaKey;
      privateKeyToPem(key: RsaKey): string;
      publicKeyToPem(key: unknown): string;
    };
    util: { createBuffer(bytes: string): unknown };
  };

  export type { Asn1, Certificate, CertificateField };
  export default forge;
}
