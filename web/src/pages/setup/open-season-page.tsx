// Opening a season: the school year, its holidays, and how travel is reckoned.
import { profiles } from '@stagebureau/shared/words'
import { useState } from 'react'
import { dayOf } from '../../days.ts'
import { useChange } from '../../graph/use-change.ts'
import { t } from '../../language.ts'
import { now } from '../../now.ts'
import { goTo } from '../../route.ts'
import { Button } from '../../ui/button.tsx'
import { Choice, Entry } from '../../ui/entry.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { Rows } from '../../ui/rows.tsx'
import { openSeason, type SeasonInput } from './setup-query.ts'

type Means = { readonly name: string; readonly kmPerHour: string; readonly startMinutes: string }
type Period = { readonly from: string; readonly until: string }
type Crebo = { readonly crebo: string; readonly profile: string }

/** From spring on people prepare the school year that comes. */
const firstMonth = '04'
const schoolYear = (today: string): Period => {
  const year = Number(today.slice(0, 4)) - (today.slice(5, 7) < firstMonth ? 1 : 0)
  return { from: `${year}-08-31`, until: `${year + 1}-07-09` }
}
/** Spelled as in the files of schools. */
const usualMeans: readonly Means[] = [
  { name: 'fiets', kmPerHour: '15', startMinutes: '0' },
  { name: 'ov', kmPerHour: '30', startMinutes: '12' },
  { name: 'auto ouders', kmPerHour: '45', startMinutes: '4' },
]
const usualDetour = 1.3

export const OpenSeasonPage = () => {
  const [region, setRegion] = useState('')
  const [{ from, until }, setYear] = useState(schoolYear(dayOf(now())))
  const [holidays, setHolidays] = useState<readonly Period[]>([])
  const [means, setMeans] = useState(usualMeans)
  const [crebos, setCrebos] = useState<readonly Crebo[]>([])
  const { change, busy, problem } = useChange(openSeason)
  const open = async () => {
    const input: SeasonInput = {
      region: region.trim(),
      from,
      until,
      holidays,
      detour: usualDetour,
      means: means.map(({ name, kmPerHour, startMinutes }) => ({
        name: name.trim(),
        kmPerHour: Number(kmPerHour),
        startMinutes: Number(startMinutes),
      })),
      crebos,
    }
    if ((await change({ input })) !== undefined) goTo('/seizoen')
  }
  const ready = region.trim() !== '' && from < until && means.length > 0
  return (
    <Page title={t('setup/season')} lead={<p>{t('setup/season-lead')}</p>} width="narrow">
      <section className="stack" aria-label={t('setup/season')}>
        <Entry label={t('setup/region')} hint={t('setup/region-how')} value={region} onChange={setRegion} />
        <div className="entry-row">
          <Entry label={t('setup/from')} type="date" value={from} onChange={(day) => setYear({ from: day, until })} />
          <Entry
            label={t('setup/until')}
            type="date"
            min={from}
            value={until}
            onChange={(day) => setYear({ from, until: day })}
          />
        </div>
        <Rows
          name={t('setup/holidays')}
          hint={t('setup/holidays-how')}
          rows={holidays}
          fresh={{ from, until: from }}
          onChange={setHolidays}
        >
          {(holiday, put) => (
            <>
              <Entry label={t('setup/from')} type="date" value={holiday.from} onChange={(day) => put({ from: day })} />
              <Entry
                label={t('setup/until')}
                type="date"
                min={holiday.from}
                value={holiday.until}
                onChange={(day) => put({ until: day })}
              />
            </>
          )}
        </Rows>
        <Rows
          name={t('setup/means')}
          hint={t('setup/means-how')}
          rows={means}
          fresh={{ name: '', kmPerHour: '15', startMinutes: '0' }}
          onChange={setMeans}
        >
          {(one, put) => (
            <>
              <Entry label={t('setup/means-name')} value={one.name} onChange={(name) => put({ name })} />
              <Entry
                label={t('setup/speed')}
                type="number"
                min={1}
                short
                value={one.kmPerHour}
                onChange={(kmPerHour) => put({ kmPerHour })}
              />
              <Entry
                label={t('setup/start-minutes')}
                type="number"
                min={0}
                short
                value={one.startMinutes}
                onChange={(startMinutes) => put({ startMinutes })}
              />
            </>
          )}
        </Rows>
        <Rows
          name={t('setup/crebos')}
          hint={t('setup/crebos-how')}
          rows={crebos}
          fresh={{ crebo: '', profile: profiles[0] }}
          onChange={setCrebos}
        >
          {(one, put) => (
            <>
              <Entry label={t('setup/crebo')} short value={one.crebo} onChange={(crebo) => put({ crebo })} />
              <Choice
                label={t('setup/profile')}
                value={one.profile}
                options={profiles.map((profile) => [profile, profile])}
                onChange={(profile) => put({ profile })}
              />
            </>
          )}
        </Rows>
      </section>
      {problem !== undefined && (
        <Notice kind="negative">
          <p>{problem.text}</p>
        </Notice>
      )}
      <div>
        <Button size="large" busy={busy} disabled={!ready} onPress={open}>
          {t('setup/open-season')}
        </Button>
      </div>
    </Page>
  )
}
