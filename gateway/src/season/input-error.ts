// What is wrong with what was given to a command, in one sentence that says what to do; the command ends with code 2.

export class InputError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'InputError'
  }
}
