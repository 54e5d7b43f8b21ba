// The trace with which a request of the browser begins (W3C Trace Context): its number is found again in every log that it leads to.

const digits = (bytes: number): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, '0')).join('')

export const newTrace = (): string => `00-${digits(16)}-${digits(8)}-01`
