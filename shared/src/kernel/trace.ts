// The trace of a request (W3C Trace Context), and the number by which people ask about it: the same 128 bits.

const form = /^00-(?!0{32})([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})-[0-9a-f]{16}-[0-9a-f]{2}$/

/** The number of the request that a traceparent names; undefined for what is none. */
export const requestIdIn = (traceparent: string | undefined): string | undefined => {
  const [, ...parts] = form.exec(traceparent ?? '') ?? []
  return parts.length === 0 ? undefined : parts.join('-')
}

/** `span`: 16 hexadecimal digits that nobody else has. */
export const traceparentOf = (requestId: string, span: string): string =>
  `00-${requestId.replaceAll('-', '')}-${span}-01`
