// The day and the time of day in the Netherlands at an instant.

const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Amsterdam',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})

const read = (instant: string): Record<string, string> =>
  Object.fromEntries(parts.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]))

/** yyyy-mm-dd */
export const localDay = (instant: string): string => {
  const { year, month, day } = read(instant)
  return `${year}-${month}-${day}`
}
/** hh:mm */
export const localTime = (instant: string): string => {
  const { hour, minute } = read(instant)
  return `${hour}:${minute}`
}
