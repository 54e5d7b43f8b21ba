// What the post throws when nobody will ever get a letter at an address: trying again does not help.

export class AddressRefused extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'AddressRefused'
  }
}
