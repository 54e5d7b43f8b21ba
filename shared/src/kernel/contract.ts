// An event is declared once: its name, owner, version and shape; the producer makes it and the consumer reads it by this.
import { z } from 'zod'

export type Owner = 'companies' | 'placements' | 'matching'

export type EventContract<Type extends string = string, Data extends object = object> = {
  readonly type: Type
  readonly owner: Owner
  /** What has happened, in one sentence, for the printed catalogue. */
  readonly sentence: string
  readonly version: number
  readonly data: z.ZodType<Data>
  /** From the data of an older version (the key) to that of the next one. */
  readonly upcasts: Readonly<Record<number, (old: Record<string, unknown>) => Record<string, unknown>>>
  /** One example per version, old ones included. */
  readonly examples: Readonly<Record<number, object>>
}

export type DataOf<C> = C extends EventContract<string, infer Data> ? Data : never
export type EventOf<C> =
  C extends EventContract<infer Type, infer Data> ? { readonly type: Type; readonly data: Data } : never

/** An event on its way (CloudEvents 1.0 in other words): `subject` is the aggregate, `sequence` its version at that event. */
export type Envelope = {
  readonly id: string
  readonly source: string
  readonly type: string
  readonly version: number
  readonly subject: string
  readonly sequence: number
  readonly time: string
  readonly traceparent?: string
  readonly data: unknown
}

/** What a consumer receives: parsed, and of the newest version. */
export type Received<Data> = Omit<Envelope, 'data' | 'version'> & { readonly data: Data }

type Declared<Type extends string, Shape extends z.ZodRawShape> = {
  readonly type: Type
  readonly owner: Owner
  readonly sentence: string
  readonly version?: number
  readonly data: Shape
  readonly upcasts?: EventContract['upcasts']
  readonly example?: z.input<z.ZodObject<Shape>>
  readonly examples?: EventContract['examples']
}

/** Declares an event. Within a version only optional fields are added; a changed meaning is a new name. */
export const contract = <Type extends string, Shape extends z.ZodRawShape>(
  declared: Declared<Type, Shape>,
): EventContract<Type, z.output<z.ZodObject<Shape>>> => {
  const version = declared.version ?? 1
  return {
    type: declared.type,
    owner: declared.owner,
    sentence: declared.sentence,
    version,
    data: z.object(declared.data) as unknown as z.ZodType<z.output<z.ZodObject<Shape>>>,
    upcasts: declared.upcasts ?? {},
    examples: declared.examples ?? (declared.example === undefined ? {} : { [version]: declared.example }),
  }
}

export class UnreadableEvent extends Error {
  constructor(type: string, reason: string) {
    super(`event ${type} cannot be read: ${reason}`)
    this.name = 'UnreadableEvent'
  }
}

/** Parses and upcasts; throws UnreadableEvent when no retry can help (wrong shape, version from the future). */
export const receive = <Data extends object>(
  declared: EventContract<string, Data>,
  envelope: Envelope,
): Received<Data> => {
  const { data: raw, version, ...rest } = envelope
  if (version > declared.version)
    throw new UnreadableEvent(declared.type, `version ${version} is newer than ${declared.version}`)
  let data = raw as Record<string, unknown>
  for (let from = version; from < declared.version; from++) {
    const upcast = declared.upcasts[from]
    if (upcast === undefined) throw new UnreadableEvent(declared.type, `no upcast from version ${from}`)
    data = upcast(data)
  }
  const parsed = declared.data.safeParse(data)
  if (!parsed.success) throw new UnreadableEvent(declared.type, z.prettifyError(parsed.error))
  return { ...rest, data: parsed.data }
}
