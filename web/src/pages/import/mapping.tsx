// Which column of the file holds what: proposed by the headers, mended by hand.
import { t } from '../../language.ts'
import { Scroll } from '../../ui/scroll.tsx'
import type { Mapped, Proposal } from './import-query.ts'

type MappingProps = {
  readonly file: Proposal
  readonly mapping: readonly Mapped[]
  readonly onChange: (mapping: readonly Mapped[]) => void
}

export const Mapping = ({ file, mapping, onChange }: MappingProps) => {
  const choose = (field: string, column: string) => {
    const rest = mapping.filter((one) => one.field !== field && one.column !== column)
    onChange(column === '' ? rest : [...rest, { field, column }])
  }
  const example = (column: string | undefined) =>
    column === undefined
      ? ''
      : file.sample
          .map((cells) => cells[file.columns.indexOf(column)] ?? '')
          .filter((cell) => cell !== '')
          .join(' · ')
  return (
    <Scroll name={t('import/mapping')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('import/what')}</th>
            <th scope="col">{t('import/column')}</th>
            <th scope="col">{t('import/example')}</th>
          </tr>
        </thead>
        <tbody>
          {file.fields.map(({ field, headers, required }) => {
            const label = headers[0] ?? field
            const column = mapping.find((one) => one.field === field)?.column
            return (
              <tr key={field}>
                <th scope="row">
                  {label}
                  {required && <span className="quiet"> {t('import/required')}</span>}
                </th>
                <td>
                  <select
                    className="input"
                    aria-label={label}
                    value={column ?? ''}
                    onChange={(event) => choose(field, event.target.value)}
                  >
                    <option value="">{t('import/not-in-file')}</option>
                    {file.columns.map((name) => (
                      <option key={name}>{name}</option>
                    ))}
                  </select>
                </td>
                <td className="quiet">{example(column)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Scroll>
  )
}
