// The lists of words that everyone spells the same, without machinery, so that a browser can have them too.

export const profiles = ['BWI', 'PIE', 'M&T', 'MVI', 'MaT', 'D&P', 'Z&W', 'E&O', 'HBR', 'Groen'] as const

/** The seven worlds of technology, as they are spelled in the files of schools. */
export const worlds = [
  'Science & Exploration',
  'Voeding & Vitaliteit',
  'Lifestyle & Design',
  'Water, Energie & Natuur',
  'Mobiliteit & Ruimte',
  'Mens & Medisch',
  'Market & Money',
] as const

/** School weekdays and the weekend, Dutch two-letter names, Monday first. */
export const weekdays = ['ma', 'di', 'wo', 'do', 'vr', 'za', 'zo'] as const

export const programmeKinds = [
  'carousel',
  'placement',
  'atelier',
  'series',
  'visit',
  'event',
  'lab',
  'challenge',
] as const

export const levels = ['BB', 'KB', 'GL', 'TL', 'GTL', 'PRO', 'mbo-1', 'mbo-2', 'mbo-3', 'mbo-4'] as const
