// Days and times as people write them, always those of the Netherlands.
import { locale } from './language.ts'

const timeZone = 'Europe/Amsterdam'
const day = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' })
const shortDay = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone })
const isoDay = new Intl.DateTimeFormat('sv-SE', { timeZone })

/** donderdag 3 december */
export const longDay = (date: string): string => day.format(new Date(`${date}T00:00:00Z`))
/** 3 dec */
export const briefDay = (date: string): string => shortDay.format(new Date(`${date}T00:00:00Z`)).replace('.', '')
/** 30 nov - 18 dec */
export const span = (from: string, until: string): string => `${briefDay(from)} – ${briefDay(until)}`
/** 08:58 */
export const clockTime = (instant: string): string => time.format(new Date(instant))
export const dayOf = (instant: Date): string => isoDay.format(instant)
