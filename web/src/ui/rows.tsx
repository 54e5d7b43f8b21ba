// A part of a form that may be said several times: rows that are added and taken away.
import { Plus, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { t } from '../language.ts'
import { Button } from './button.tsx'

type RowsProps<Row> = {
  readonly name: string
  readonly hint?: string
  readonly rows: readonly Row[]
  /** What a new row begins with. */
  readonly fresh: Row
  readonly onChange: (rows: readonly Row[]) => void
  /** The fields of one row; `change` replaces some of what it says. */
  readonly children: (row: Row, change: (part: Partial<Row>) => void) => ReactNode
}

export const Rows = <Row extends object>({ name, hint, rows, fresh, onChange, children }: RowsProps<Row>) => (
  <fieldset className="stack tight">
    <legend>{name}</legend>
    {hint !== undefined && <p className="quiet">{hint}</p>}
    {rows.map((row, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place alone
      <div className="entry-row" key={at}>
        {children(row, (part) => onChange(rows.with(at, { ...row, ...part })))}
        <Button
          look="bare"
          size="icon"
          label={t('setup/remove-row', { name, number: at + 1 })}
          onPress={() => onChange(rows.toSpliced(at, 1))}
        >
          <X aria-hidden size={20} />
        </Button>
      </div>
    ))}
    <div>
      <Button look="second" label={t('setup/add-row-to', { name })} onPress={() => onChange([...rows, fresh])}>
        <Plus aria-hidden size={18} />
        {t('setup/add-row')}
      </Button>
    </div>
  </fieldset>
)
