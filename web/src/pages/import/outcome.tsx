// What an import did, or would do: the counts, and every row that was not simply taken with the reason.
import { useState } from 'react'
import { type ScreenText, t } from '../../language.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Scroll } from '../../ui/scroll.tsx'
import { State, type StateKind } from '../../ui/state.tsx'
import type { Report } from './import-query.ts'

const counts = ['added', 'changed', 'unchanged', 'merged', 'offered', 'rejected'] as const
const kinds: Readonly<Record<string, StateKind>> = {
  rejected: 'negative',
  offered: 'warning',
  merged: 'info',
  normalised: 'info',
  warned: 'warning',
}
const shownAtOnce = 100

export const Outcome = ({ report }: { readonly report: Report }) => {
  const [shown, setShown] = useState(shownAtOnce)
  const { dryRun, applied, rows, missing } = report
  return (
    <div className="stack">
      {dryRun ? (
        <Notice kind={report.rejected > 0 ? 'warning' : 'info'}>
          <p>{t(report.rejected > 0 ? 'import/dry-rejected' : 'import/dry-good', { count: report.rejected })}</p>
        </Notice>
      ) : (
        <Notice kind={applied ? 'positive' : 'negative'}>
          <p>{t(applied ? 'import/applied' : 'import/not-applied')}</p>
        </Notice>
      )}
      <div className="figures">
        {counts.map((count) => (
          <div key={count} className="figure">
            <b>{report[count]}</b>
            <span>{t(`import/${count}`)}</span>
          </div>
        ))}
      </div>
      {missing.length > 0 && (
        <Notice kind="warning">
          <p>{t('import/missing', { count: missing.length })}</p>
          <p>{missing.slice(0, 20).join(', ')}</p>
        </Notice>
      )}
      {rows.length > 0 && (
        <Scroll name={t('import/rows')}>
          <table>
            <thead>
              <tr>
                <th scope="col" className="number">
                  {t('import/row')}
                </th>
                <th scope="col">{t('import/outcome')}</th>
                <th scope="col">{t('import/column')}</th>
                <th scope="col">{t('import/value')}</th>
                <th scope="col">{t('import/reason')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, shown).map(({ row, column, value, outcome, reason }) => (
                <tr key={`${row}-${column}-${reason}`}>
                  <td className="number">{row}</td>
                  <td>
                    <State kind={kinds[outcome] ?? 'neutral'}>{t(`outcome/${outcome}` as ScreenText)}</State>
                  </td>
                  <td>{column}</td>
                  <td>{value}</td>
                  <td>{reason}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {rows.length > shown && (
        <div>
          <Button look="second" onPress={() => setShown(shown + shownAtOnce)}>
            {t('app/more')}
          </Button>
        </div>
      )}
    </div>
  )
}
