// The words that all parts use, as schemas: what a season, a place, a world or a weekday may be.
import { z } from 'zod'

export * from './lists.ts'

import { levels, profiles, programmeKinds, weekdays, worlds } from './lists.ts'

export const Profile = z.enum(profiles)
export type Profile = z.infer<typeof Profile>

export const World = z.enum(worlds)
export type World = z.infer<typeof World>

export const Weekday = z.enum(weekdays)
export type Weekday = z.infer<typeof Weekday>

export const ProgrammeKind = z.enum(programmeKinds)
export type ProgrammeKind = z.infer<typeof ProgrammeKind>

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
