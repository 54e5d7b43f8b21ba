// The words that all parts use, as schemas: what a season, a place, a world or a weekday may be.
import { z } from 'zod'

export const profiles = ['BWI', 'PIE', 'M&T', 'MVI', 'MaT', 'D&P', 'Z&W', 'E&O', 'HBR', 'Groen'] as const
export const Profile = z.enum(profiles)
export type Profile = z.infer<typeof Profile>

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
export const World = z.enum(worlds)
export type World = z.infer<typeof World>

/** School weekdays and the weekend, Dutch two-letter names, Monday first. */
export const weekdays = ['ma', 'di', 'wo', 'do', 'vr', 'za', 'zo'] as const
export const Weekday = z.enum(weekdays)
export type Weekday = z.infer<typeof Weekday>

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
export const ProgrammeKind = z.enum(programmeKinds)
export type ProgrammeKind = z.infer<typeof ProgrammeKind>

export const levels = ['BB', 'KB', 'GL', 'TL', 'GTL', 'PRO', 'mbo-1', 'mbo-2', 'mbo-3', 'mbo-4'] as const
export const Level = z.enum(levels)
export type Level = z.infer<typeof Level>

/** A calendar day, yyyy-mm-dd. */
export const Day = z.iso.date()
export type Day = string

export const Location = z.object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) })
export type Location = z.infer<typeof Location>

/** A recognition (SBB leerbedrijf): the company may train for this crebo up to and including a day. */
export const Recognition = z.object({ crebo: z.string().regex(/^\d{5}$/), until: Day })
export type Recognition = z.infer<typeof Recognition>

/** The first four characters of a postcode: the area on which travel is reckoned. */
export const Area = z.string().regex(/^[1-9]\d{3}$/)

export const Id = z.string().min(1).max(120)
