// Reckoning with calendar days, written yyyy-mm-dd.

const week = ['ZO', 'MA', 'DI', 'WO', 'DO', 'VR', 'ZA']

/** As the graph names weekdays. */
export const weekdayOf = (date: string): string => week[new Date(`${date}T00:00:00Z`).getUTCDay()]!
export const daysLater = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
