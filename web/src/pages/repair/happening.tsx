// The form that says what has happened to a plan: to a company, to some of its places, or to a student.
import { useState } from 'react'
import { dayOf } from '../../days.ts'
import { useQuestion } from '../../graph/use-question.ts'
import { t } from '../../language.ts'
import { now } from '../../now.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { fitting, Pick, type Pickable } from '../../ui/pick.tsx'
import { type Event, type RepairDisruption, type RepairOpening, studentsQuery } from './repair-query.ts'

/** What companies took back is known; the rest somebody has to say. */
export const happenings = ['offers', 'company', 'places', 'left', 'joined'] as const
export type Happening = (typeof happenings)[number]

type HappeningFormProps = {
  readonly programmeId: string
  readonly openings: readonly RepairOpening[]
  readonly disruptions: readonly RepairDisruption[]
  /** Known from where the reader came. */
  readonly companyId?: string | undefined
  readonly busy: boolean
  readonly onAsk: (event: Event) => void
}

const companiesOf = (openings: readonly RepairOpening[]): Pickable[] => [
  ...new Map(
    openings.map(({ company: { id, name, place } }) => [id, { id, name, more: place }] satisfies [string, Pickable]),
  ).values(),
]
const lineOf = ({ id, company, profile, places }: RepairOpening): Pickable => ({
  id,
  name: company.name,
  more: [company.place, profile, t('repair/so-many', { places })].filter((part) => part !== null).join(' · '),
})

type PickProps = { readonly picked: Pickable | undefined; readonly onPick: (item: Pickable | undefined) => void }

const PickStudent = ({ programmeId, ...props }: PickProps & { readonly programmeId: string }) => {
  const [text, setText] = useState('')
  const answer = useQuestion(studentsQuery, { programmeId, search: text })
  const found = answer.state === 'here' ? answer.data.students.edges : []
  const items = found.map(({ node: { id, displayName, group, school } }) => ({
    id,
    name: displayName,
    more: [group?.name, school.name].filter((part) => part !== undefined).join(' · '),
  }))
  return <Pick {...props} label={t('board/student')} items={items} text={text} onText={setText} />
}

const PickKnown = ({
  label,
  all,
  ...props
}: PickProps & { readonly label: string; readonly all: readonly Pickable[] }) => {
  const [text, setText] = useState('')
  return <Pick {...props} label={label} items={fitting(all, text)} text={text} onText={setText} />
}

const TakenBack = ({ disruptions }: { readonly disruptions: readonly RepairDisruption[] }) => (
  <ul className="lines">
    {disruptions.map(({ cause, students, company }) => (
      <li key={company.id + cause}>
        <strong className="grow">{company.name}</strong>
        <span>{t('repair/no-longer', { count: students })}</span>
      </li>
    ))}
  </ul>
)

const eventOf = (happening: Happening, id: string, places: number): Event => {
  if (happening === 'offers') return { offersChanged: true }
  if (happening === 'company') return { companyClosed: id }
  if (happening === 'places') return { placesLost: [{ openingId: id, places }] }
  return happening === 'left' ? { studentLeft: id } : { studentJoined: id }
}

export const HappeningForm = (props: HappeningFormProps) => {
  const { programmeId, openings, disruptions, companyId, busy, onAsk } = props
  const known = disruptions.length > 0
  const about = disruptions.some(({ company }) => company.id === companyId) || companyId === undefined
  const [happening, setHappening] = useState<Happening>(known && about ? 'offers' : 'company')
  const [places, setPlaces] = useState(1)
  const [from, setFrom] = useState(dayOf(now()))
  const companies = companiesOf(openings)
  const [picked, setPicked] = useState(companies.find(({ id }) => id === companyId))
  return (
    <section className="stack" aria-label={t('repair/what')}>
      <fieldset>
        <legend>{t('repair/what')}</legend>
        <div className="choices">
          {happenings
            .filter((one) => one !== 'offers' || known)
            .map((one) => (
              <label key={one} className="choice">
                <input
                  type="radio"
                  name="happening"
                  checked={happening === one}
                  onChange={() => {
                    setHappening(one)
                    setPicked(undefined)
                  }}
                />
                {t(`repair/happened-${one}`)}
              </label>
            ))}
        </div>
      </fieldset>
      {happening === 'offers' && <TakenBack disruptions={disruptions} />}
      {happening === 'company' && (
        <PickKnown label={t('repair/company')} all={companies} picked={picked} onPick={setPicked} />
      )}
      {happening === 'places' && (
        <>
          <PickKnown label={t('repair/opening')} all={openings.map(lineOf)} picked={picked} onPick={setPicked} />
          <Field label={t('repair/places-lost')}>
            {(given) => (
              <input
                {...given}
                className="input short"
                type="number"
                min={1}
                value={places}
                onChange={(event) => setPlaces(Math.max(1, Math.floor(event.target.valueAsNumber || 1)))}
              />
            )}
          </Field>
        </>
      )}
      {(happening === 'left' || happening === 'joined') && (
        <PickStudent key={happening} programmeId={programmeId} picked={picked} onPick={setPicked} />
      )}
      {happening === 'joined' && <p className="quiet">{t('repair/joined-how')}</p>}
      <Field label={t('repair/from')} hint={t('repair/from-how')}>
        {(given) => (
          <input
            {...given}
            className="input"
            type="date"
            value={from}
            onChange={(event) => setFrom(event.target.value)}
          />
        )}
      </Field>
      <div className="row">
        <Button
          busy={busy}
          disabled={happening !== 'offers' && picked === undefined}
          onPress={() => onAsk({ ...eventOf(happening, picked?.id ?? '', places), ...(from === '' ? {} : { from }) })}
        >
          {t('repair/show')}
        </Button>
      </div>
    </section>
  )
}
