// What people decided about one student: ruling out a company, and taking decisions back.
import { Ban, Pin, Undo2 } from 'lucide-react'
import { useChange } from '../../graph/use-change.ts'
import { t } from '../../language.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { type ByHand, forbidMutation, type Row, releaseMutation } from './board-query.ts'

/** What has just been decided, for the word that stays on the board. */
export type Decided = 'pinned' | 'forbidden' | 'released'

const Problem = ({ problem }: { readonly problem: { readonly text: string } | undefined }) =>
  problem === undefined ? null : (
    <Notice kind="negative">
      <p>{problem.text}</p>
    </Notice>
  )

type ForbidButtonsProps = {
  readonly planId: string
  readonly studentId: string
  readonly openingId: string
  readonly round: number | null
  readonly onForbidden: () => void
}

/** In a carousel for this round or for all of them. */
export const ForbidButtons = ({ planId, studentId, openingId, round, onForbidden }: ForbidButtonsProps) => {
  const { change, busy, problem } = useChange(forbidMutation)
  const forbid = async (inRound: number | null) => {
    if ((await change({ planId, studentId, openingId, round: inRound })) !== undefined) onForbidden()
  }
  return (
    <>
      <div className="row">
        {round !== null && (
          <Button look="second" busy={busy} onPress={() => forbid(round)}>
            <Ban aria-hidden size={18} />
            {t('board/forbid-round', { round })}
          </Button>
        )}
        <Button look="second" busy={busy} onPress={() => forbid(null)}>
          <Ban aria-hidden size={18} />
          {t('board/forbid')}
        </Button>
      </div>
      <Problem problem={problem} />
    </>
  )
}

type DecidedByHandProps = { readonly planId: string; readonly row: Row; readonly onReleased: () => void }

export const DecidedByHand = ({ planId, row, onReleased }: DecidedByHandProps) => {
  const { change, busy, problem } = useChange(releaseMutation)
  const lines = [
    ...row.pins.map((one) => ({ one, Icon: Pin, text: 'board/kept-at' as const })),
    ...row.forbidden.map((one) => ({ one, Icon: Ban, text: 'board/kept-from' as const })),
  ]
  if (lines.length === 0) return null
  const release = async ({ openingId, round }: ByHand) => {
    if ((await change({ planId, studentId: row.student.id, openingId, round })) !== undefined) onReleased()
  }
  const nameOf = ({ opening }: ByHand) => opening?.company.name ?? t('board/gone-company')
  return (
    <section className="stack tight" aria-labelledby="by-hand">
      <h3 id="by-hand">{t('board/by-hand')}</h3>
      <ul className="lines">
        {lines.map(({ one, Icon, text }) => (
          <li key={`${text}${one.openingId}${one.round}`}>
            <Icon aria-hidden size={18} />
            <span className="grow">
              {t(text, { name: nameOf(one) })}
              <span className="quiet">
                {one.round !== null && ` · ${t('board/round', { round: one.round })}`}
                {one.by !== null && ` · ${one.by}`}
              </span>
            </span>
            <Button
              look="bare"
              busy={busy}
              label={t('board/release-of', { name: nameOf(one) })}
              onPress={() => release(one)}
            >
              <Undo2 aria-hidden size={18} />
              {t('board/release')}
            </Button>
          </li>
        ))}
      </ul>
      <Problem problem={problem} />
    </section>
  )
}
