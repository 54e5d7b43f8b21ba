// How an opening is called in the graph: a line of an offer within one programme.

export const openingViewId = (programmeId: string, openingId: string): string => `${programmeId}~${openingId}`
export const fromOpeningViewId = (id: string): { programmeId: string; openingId: string } => {
  const at = id.indexOf('~')
  return { programmeId: id.slice(0, Math.max(0, at)), openingId: id.slice(at + 1) }
}
