// Asks why a student need not come, and says who gets to see that.
import { type FormEvent, useState } from 'react'
import { useChange } from '../../graph/use-change.ts'
import { t } from '../../language.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { type Day, excuseMutation } from './attendance-query.ts'

type ExcuseSheetProps = {
  readonly day: Day
  readonly date: string
  readonly onClose: () => void
  readonly onExcused: (day: Day) => void
}

export const ExcuseSheet = ({ day, date, onClose, onExcused }: ExcuseSheetProps) => {
  const [reason, setReason] = useState('')
  const { change, busy, problem } = useChange(excuseMutation)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    const input = { studentId: day.student.id, companyId: day.company.id, date, reason: reason.trim() }
    const done = await change({ input })
    if (done !== undefined) onExcused(done.excuseAbsence)
  }
  return (
    <Sheet open title={t('attendance/excuse-who', { name: day.student.displayName })} onClose={onClose}>
      <form className="stack" onSubmit={send}>
        <Field label={t('attendance/reason')} hint={t('attendance/reason-hint')}>
          {(given) => (
            <input
              {...given}
              className="input"
              required
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        {problem !== undefined && (
          <Notice kind="negative">
            <p>{problem.text}</p>
          </Notice>
        )}
        <div className="row">
          <Button type="submit" busy={busy}>
            {t('attendance/excuse')}
          </Button>
          <Button look="second" onPress={onClose}>
            {t('app/cancel')}
          </Button>
        </div>
      </form>
    </Sheet>
  )
}
