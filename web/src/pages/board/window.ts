// Which rows of a long table are worth drawing: those in sight and some around them.

export type Window = { readonly first: number; readonly last: number }

const around = 12

/** Rows are all as high as each other; `last` is the row after the last one drawn. */
export const rowsInSight = (count: number, rowHeight: number, scrolled: number, height: number): Window => ({
  first: Math.max(0, Math.floor(scrolled / rowHeight) - around),
  last: Math.min(count, Math.ceil((scrolled + height) / rowHeight) + around),
})
