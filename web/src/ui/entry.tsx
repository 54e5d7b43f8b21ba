// A labelled field that takes one line of text, a number or a day; and one that takes one of a few.
import { Field } from './field.tsx'

type Common = {
  readonly label: string
  readonly hint?: string | undefined
  readonly value: string
  readonly onChange: (value: string) => void
}
type EntryProps = Common & {
  readonly type?: 'text' | 'number' | 'date' | 'email' | 'time'
  readonly min?: number | string | undefined
  readonly max?: number | string | undefined
  readonly short?: boolean
}

export const Entry = ({ label, hint, value, onChange, type = 'text', min, max, short = false }: EntryProps) => (
  <Field label={label} hint={hint}>
    {(given) => (
      <input
        {...given}
        className={short ? 'input short' : 'input'}
        type={type}
        min={min}
        max={max}
        step={type === 'number' ? 'any' : undefined}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    )}
  </Field>
)

type ChoiceProps = Common & { readonly options: readonly (readonly [value: string, name: string])[] }

export const Choice = ({ label, hint, value, onChange, options }: ChoiceProps) => (
  <Field label={label} hint={hint}>
    {(given) => (
      <select {...given} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map(([one, name]) => (
          <option key={one} value={one}>
            {name}
          </option>
        ))}
      </select>
    )}
  </Field>
)
