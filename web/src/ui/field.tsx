// A labelled field of a form: hint and flaw are read out with it.
import { type ReactNode, useId } from 'react'

type Given = {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': boolean | undefined
}
type FieldProps = {
  readonly label: string
  readonly hint?: string | undefined
  readonly flaw?: string | undefined
  readonly children: (given: Given) => ReactNode
}

export const Field = ({ label, hint, flaw, children }: FieldProps) => {
  const id = useId()
  const about = [hint === undefined ? '' : `${id}-hint`, flaw === undefined ? '' : `${id}-flaw`].join(' ').trim()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {children({
        id,
        'aria-describedby': about === '' ? undefined : about,
        'aria-invalid': flaw === undefined ? undefined : true,
      })}
      {flaw !== undefined && (
        <span className="flaw" id={`${id}-flaw`}>
          {flaw}
        </span>
      )}
    </div>
  )
}
