// Moves one of a list to another place.

/** The same list when it cannot be moved that far. */
export const moved = <Item>(list: readonly Item[], from: number, to: number): readonly Item[] => {
  if (to < 0 || to >= list.length || from === to) return list
  const left = list.toSpliced(from, 1)
  return left.toSpliced(to, 0, list[from]!)
}
