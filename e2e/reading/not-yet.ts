// What the season job does not plan yet; every line here goes when the job does it.

/** Kinds whose plans are not asked for yet. */
export const notYetPlanned: readonly string[] = ['carousel']

/** Shortages and the ask list may still be empty. */
export const shortagesNotYet = true
