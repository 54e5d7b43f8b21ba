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

/** What was read last: in the morning hundreds ask for the same minute. */
let last: { readonly minute: number; readonly read: Record<string, string> } | undefined

const read = (instant: string): Record<string, string> => {
  const date = new Date(instant)
  const minute = Math.floor(date.getTime() / 60_000)
  if (last?.minute !== minute)
    last = { minute, read: Object.fromEntries(parts.formatToParts(date).map(({ type, value }) => [type, value])) }
  return last.read
}

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

/** The instant of a day and time (hh:mm) in the Netherlands; off by an hour only in the night in which clocks change. */
export const localInstant = (date: string, time: string): string => {
  const asUtc = Date.parse(`${date}T${time}:00Z`)
  const noon = `${date}T12:00:00Z`
  const [hours, minutes] = localTime(noon).split(':').map(Number) as [number, number]
  return new Date(asUtc - ((hours - 12) * 60 + minutes) * 60_000).toISOString()
}
