// A field to search by: tells every change of its text.
import { Field } from './field.tsx'

type SearchProps = {
  readonly label: string
  readonly hint?: string | undefined
  readonly text: string
  readonly onText: (text: string) => void
}

export const Search = ({ label, hint, text, onText }: SearchProps) => (
  <Field label={label} hint={hint}>
    {(given) => (
      <input {...given} className="input" type="search" value={text} onChange={(event) => onText(event.target.value)} />
    )}
  </Field>
)
