// Draws lots for pairs of student and opening from the student's own lot, so that no order of files or names favours anyone.

/** A whole number below 2^20 for a student's lot (48 bits) and a name; FNV-1a, then mixed (Steele, Lea, Flood, 2014). */
export const lotFor = (studentLot: number, name: string): number => {
  let hash = 0x811c9dc5 ^ (studentLot % 0x1_0000_0000) ^ Math.floor(studentLot / 0x1_0000_0000)
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193)
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x21f0aaad)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
  return ((mixed ^ (mixed >>> 15)) >>> 0) & 0xfffff
}
