// Brings two spellings of the same thing together: no case, accents, spaces or signs.

/** `Water, Energie & Natuur` and `water energie en natuur` become the same text. */
export const squash = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/ı/g, 'i')
    .replace(/&/g, 'en')
    .replace(/[^a-z0-9]/g, '')
