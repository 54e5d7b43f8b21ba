// What the bureau asks of the post: a letter goes out once, and can be recognised when it comes back.

export type Letter = {
  /** Deterministic for its cause, so that a second sending is recognised. */
  readonly messageId: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** ISO 8601 instant that the letter bears. */
  readonly date: string
}

export type Mail = {
  /** Resolves when the post has taken the letter; rejects when it may be tried again, or when the address is refused for good. */
  readonly send: (letter: Letter) => Promise<void>
}
