// Records that a team held a pitch: when, and what the company said of it.
import { useState } from 'react'
import { dayOf } from '../../days.ts'
import { useChange } from '../../graph/use-change.ts'
import { t } from '../../language.ts'
import { now } from '../../now.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { type PitchKind, pitchMutation, type Team } from './atelier-query.ts'

type PitchSheetProps = {
  readonly team: Team
  readonly kind: PitchKind
  readonly onClose: () => void
  readonly onDone: () => void
}

export const PitchSheet = ({ team, kind, onClose, onDone }: PitchSheetProps) => {
  const held = team.pitches.find((pitch) => pitch.kind === kind)
  const [heldOn, setHeldOn] = useState(held?.heldOn ?? dayOf(now()))
  const [word, setWord] = useState(held?.word ?? '')
  const { change, busy, problem } = useChange(pitchMutation)
  const save = async () => {
    const input = { teamId: team.id, kind, heldOn, word: word.trim() === '' ? null : word.trim() }
    if ((await change({ input })) !== undefined) onDone()
  }
  return (
    <Sheet open title={t(`atelier/record-${kind}`)} onClose={onClose}>
      <p>{team.students.map(({ displayName }) => displayName).join(', ')}</p>
      <Field label={t('atelier/held-on')} flaw={problem?.text}>
        {(given) => (
          <input
            {...given}
            className="input"
            type="date"
            value={heldOn}
            max={dayOf(now())}
            onChange={(event) => setHeldOn(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('atelier/word')} hint={t('atelier/word-hint')}>
        {(given) => (
          <textarea
            {...given}
            className="input"
            rows={3}
            maxLength={1000}
            value={word}
            onChange={(event) => setWord(event.target.value)}
          />
        )}
      </Field>
      <div className="row">
        <Button busy={busy} onPress={save}>
          {t('app/save')}
        </Button>
        <Button look="second" onPress={onClose}>
          {t('app/cancel')}
        </Button>
      </div>
    </Sheet>
  )
}
