// The shape of season.json: what a region says of its season, its travel and its programmes.
import { Day, Profile, ProgrammeKind, Weekday } from '@stagebureau/shared'
import { z } from 'zod'
import { slug } from './csv.ts'
import { InputError } from './input-error.ts'

const Means = z.object({ kmPerHour: z.number().positive(), startMinutes: z.number().min(0) })

const Holiday = z
  .tuple([Day, Day])
  .refine(([from, until]) => from <= until, 'this holiday ends before it begins; mend its dates')

/** Every programme has a file of its own, named after it. */
const ownFiles = (programmes: readonly { readonly name: string }[], context: z.RefinementCtx) => {
  const names = new Map<string, string>()
  for (const [i, { name }] of programmes.entries()) {
    const file = slug(name)
    const other = names.get(file)
    names.set(file, name)
    const message =
      file === ''
        ? `"${name}" has no letter or digit; give the programme another name`
        : other !== undefined && `"${name}" would have the same file as "${other}"; give one of them another name`
    if (message) context.addIssue({ code: 'custom', path: [i, 'name'], message })
  }
}

/** `season.json`; unknown fields are left alone. */
export const SeasonFile = z.object({
  region: z.string().min(1),
  travel: z.object({ detour: z.number().min(1) }).catchall(Means),
  crebos: z.record(z.string().regex(/^\d{5}$/), Profile),
  season: z.object({ from: Day, until: Day, holidays: z.array(Holiday).default([]) }),
  programmes: z
    .array(
      z.object({
        kind: ProgrammeKind,
        name: z.string().min(1),
        grade: z.string().length(1).optional(),
        profiles: z.array(Profile).optional(),
        weekday: Weekday.optional(),
        weekdays: z.array(Weekday).optional(),
        daypart: z.enum(['morning', 'afternoon', 'day']).optional(),
        from: Day.optional(),
        until: Day.optional(),
        rounds: z.int().min(1).optional(),
        weeksPerRound: z.int().min(1).optional(),
        firstRound: Day.optional(),
        ownProfileAtLeast: z.int().min(0).optional(),
        maxTravelMinutes: z.int().min(0).optional(),
        needsRecognition: z.boolean().optional(),
        teamSize: z.int().min(2).max(2).optional(),
        pitch: Day.optional(),
        finalPitch: Day.optional(),
      }),
    )
    .min(1, 'there is no programme; put at least one in "programmes"')
    .superRefine(ownFiles),
})
export type SeasonFile = z.infer<typeof SeasonFile>

/** Throws an InputError that says what is wrong and where. */
export const readSeason = (text: string): SeasonFile => {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new InputError(`season.json is not JSON (${(error as Error).message}); mend it or export it again.`)
  }
  const parsed = SeasonFile.safeParse(json)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`)
  throw new InputError(`season.json cannot be used: ${problems.join('; ')}. Mend it and start again.`)
}
