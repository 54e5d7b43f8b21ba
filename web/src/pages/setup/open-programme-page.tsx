// Opening a programme: what students take part in, for whom, when, and within which limits.
import { profiles, weekdays } from '@stagebureau/shared/words'
import { useState } from 'react'
import { useChange } from '../../graph/use-change.ts'
import { useQuestion } from '../../graph/use-question.ts'
import { t } from '../../language.ts'
import { goTo } from '../../route.ts'
import { Answered } from '../../ui/answered.tsx'
import { Button } from '../../ui/button.tsx'
import { Choice, Entry } from '../../ui/entry.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { type FormKind, formKinds, freshForm, inputOf, isReady, type ProgrammeForm } from './programme-form.ts'
import { SeasonFirst } from './season-first.tsx'
import { openProgramme, seasonFrameQuery } from './setup-query.ts'

const Ticks = ({
  name,
  hint,
  all,
  ticked,
  onChange,
}: {
  readonly name: string
  readonly hint?: string
  readonly all: readonly (readonly [value: string, name: string])[]
  readonly ticked: readonly string[]
  readonly onChange: (ticked: readonly string[]) => void
}) => (
  <fieldset>
    <legend>{name}</legend>
    {hint !== undefined && <p className="quiet">{hint}</p>}
    <div className="ticks">
      {all.map(([value, text]) => (
        <label key={value} className="tick">
          <input
            type="checkbox"
            checked={ticked.includes(value)}
            onChange={(event) =>
              onChange(event.target.checked ? [...ticked, value] : ticked.filter((one) => one !== value))
            }
          />
          {text}
        </label>
      ))}
    </div>
  </fieldset>
)

const Form = ({ from, until }: { readonly from: string; readonly until: string }) => {
  const [form, setForm] = useState(freshForm(from, until))
  const { change, busy, problem } = useChange(openProgramme)
  const put = (part: Partial<ProgrammeForm>) => setForm({ ...form, ...part })
  const open = async () => {
    if ((await change({ input: inputOf(form) })) !== undefined) goTo('/seizoen')
  }
  const { kind } = form
  const rounds = kind === 'carousel'
  const days = weekdays.map((day) => [day.toUpperCase(), t(`day/${day}`)] as const)
  const when = kind === 'atelier' ? 'pitch' : rounds ? 'first-round' : 'from'
  return (
    <>
      <section className="stack" aria-label={t('setup/programme')}>
        <Choice
          label={t('setup/kind')}
          hint={t(`setup/kind-how-${kind}`)}
          value={kind}
          options={formKinds.map((one) => [one, t(`setup/kind-${one}`)])}
          onChange={(chosen) => put({ kind: chosen as FormKind })}
        />
        <Entry
          label={t('setup/name')}
          hint={t('setup/name-how')}
          value={form.name}
          onChange={(name) => put({ name })}
        />
        <Choice
          label={t('setup/grade')}
          value={form.grade}
          options={['1', '2', '3', '4', '5', '6', 'T'].map((grade) => [
            grade,
            grade === 'T' ? t('setup/grade-mbo') : t('setup/grade-number', { grade }),
          ])}
          onChange={(grade) => put({ grade })}
        />
        <Ticks
          name={t('setup/profiles')}
          hint={t('setup/profiles-how')}
          all={profiles.map((profile) => [profile, profile])}
          ticked={form.profiles}
          onChange={(chosen) => put({ profiles: chosen })}
        />
        <div className="entry-row">
          <Entry
            label={t(`setup/${when}`)}
            type="date"
            min={from}
            max={until}
            value={form.from}
            onChange={(day) => put({ from: day })}
          />
          {!rounds && (
            <Entry
              label={t(kind === 'atelier' ? 'setup/final-pitch' : 'setup/until')}
              type="date"
              min={form.from}
              max={until}
              value={form.until}
              onChange={(day) => put({ until: day })}
            />
          )}
        </div>
        {rounds && (
          <div className="entry-row">
            <Entry
              label={t('setup/rounds')}
              type="number"
              min={1}
              short
              value={form.rounds}
              onChange={(value) => put({ rounds: value })}
            />
            <Entry
              label={t('setup/weeks-per-round')}
              type="number"
              min={1}
              short
              value={form.weeksPerRound}
              onChange={(value) => put({ weeksPerRound: value })}
            />
            <Entry
              label={t('setup/own-at-least')}
              type="number"
              min={0}
              short
              value={form.ownProfileAtLeast}
              onChange={(value) => put({ ownProfileAtLeast: value })}
            />
          </div>
        )}
        {rounds && (
          <Choice
            label={t('setup/weekday')}
            value={form.weekdays[0] ?? ''}
            options={days}
            onChange={(day) => put({ weekdays: [day] })}
          />
        )}
        {!rounds && kind !== 'atelier' && (
          <Ticks
            name={t('setup/weekdays')}
            all={days}
            ticked={form.weekdays}
            onChange={(chosen) => put({ weekdays: chosen })}
          />
        )}
        {kind !== 'atelier' && (
          <>
            <Choice
              label={t('setup/daypart')}
              value={form.daypart}
              options={(['morning', 'afternoon', 'day'] as const).map((part) => [part, t(`setup/daypart-${part}`)])}
              onChange={(daypart) => put({ daypart })}
            />
            <Entry
              label={t('setup/travel')}
              hint={t('setup/travel-how')}
              type="number"
              min={0}
              short
              value={form.maxTravelMinutes}
              onChange={(value) => put({ maxTravelMinutes: value })}
            />
          </>
        )}
        {kind === 'placement' && (
          <label className="tick">
            <input
              type="checkbox"
              checked={form.needsRecognition}
              onChange={(event) => put({ needsRecognition: event.target.checked })}
            />
            {t('setup/recognition')}
          </label>
        )}
      </section>
      {problem !== undefined && (
        <Notice kind="negative">
          <p>{problem.text}</p>
        </Notice>
      )}
      <div>
        <Button size="large" busy={busy} disabled={!isReady(form)} onPress={open}>
          {t('setup/open-programme')}
        </Button>
      </div>
    </>
  )
}

export const OpenProgrammePage = () => {
  const answer = useQuestion(seasonFrameQuery, {})
  return (
    <Page title={t('setup/programme')} lead={<p>{t('setup/programme-lead')}</p>} width="narrow">
      <Answered answer={answer}>
        {({ season }) => (season === null ? <SeasonFirst /> : <Form from={season.from} until={season.until} />)}
      </Answered>
    </Page>
  )
}
