// The words that the columns of the input know.

export const worlds = [
  'Lifestyle & Design',
  'Market & Money',
  'Mens & Medisch',
  'Mobiliteit & Ruimte',
  'Science & Exploration',
  'Voeding & Vitaliteit',
  'Water, Energie & Natuur',
] as const

export const profiles = ['BWI', 'PIE', 'M&T', 'MVI', 'MaT', 'D&P', 'Z&W', 'E&O', 'HBR', 'Groen'] as const

export const levels = ['BB', 'KB', 'GL', 'TL', 'mbo-1', 'mbo-2', 'mbo-3', 'mbo-4'] as const

export const weekdays = ['ma', 'di', 'wo', 'do', 'vr', 'za', 'zo'] as const
