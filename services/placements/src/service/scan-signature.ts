// Tells whether a scan was signed by the device that says it made it.
import { createPublicKey, verify } from 'node:crypto'

type Signed = {
  readonly scanId: string
  readonly code: string
  readonly capturedAt?: string | undefined
  readonly sequence?: number | undefined
  /** The public key as SPKI, in base64url. */
  readonly deviceKey?: string | undefined
  /** ES256 as browsers make it: ECDSA on P-256 with SHA-256, r and s one after the other (IEEE P1363), in base64url. */
  readonly signature?: string | undefined
}

/** What a device signs: these four, each on a line of its own; what is left away is an empty line. */
const signedText = ({ scanId, code, capturedAt, sequence }: Signed): string =>
  [scanId, code, capturedAt ?? '', sequence ?? ''].join('\n')

export const isSigned = (scan: Signed): boolean => {
  try {
    const key = createPublicKey({ key: Buffer.from(scan.deviceKey ?? '', 'base64url'), type: 'spki', format: 'der' })
    if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') return false
    const signature = Buffer.from(scan.signature ?? '', 'base64url')
    return verify('sha256', Buffer.from(signedText(scan)), { key, dsaEncoding: 'ieee-p1363' }, signature)
  } catch {
    return false
  }
}
