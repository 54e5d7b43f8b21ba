// The head of every page: the bureau's name, the reader's pages, language and signing out.
import { Globe, LogOut } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { language, t } from './language.ts'
import { useRoute } from './route.ts'
import { homeOf, screens } from './screens.ts'
import { Link } from './ui/link.tsx'
import type { Viewer } from './viewer.ts'

/** Students and companies hold a phone: large buttons, their pages at the thumb. */
const byHand = ['student', 'companyUser', 'companyLink']

const otherLanguage = (): string => {
  const url = new URL(location.href)
  url.searchParams.set('taal', language === 'nl' ? 'en' : 'nl')
  return url.pathname + url.search + url.hash
}

export const Frame = ({ viewer, children }: { readonly viewer: Viewer; readonly children: ReactNode }) => {
  const { path } = useRoute()
  useEffect(() => {
    document.body.className = byHand.includes(viewer.role) ? 'hand' : ''
  }, [viewer.role])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another path is another current page
  useEffect(() => {
    document.querySelector('.masthead [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [path])
  const mine = screens.filter(
    ({ roles, listedFor, name }) => name !== undefined && (listedFor ?? roles).includes(viewer.role),
  )
  return (
    <>
      <a className="skip" href="#content">
        {t('app/skip')}
      </a>
      <header className="masthead">
        <Link className="brand" href={homeOf(viewer.role)}>
          <img src="/mark.svg" alt="" width="28" height="28" />
          Stagebureau
        </Link>
        {mine.length > 1 && (
          <nav aria-label={t('app/pages')}>
            {mine.map(({ path: to, name, Icon }) => (
              <Link key={to} href={to} current={path === to}>
                <Icon aria-hidden size={18} />
                {t(name!)}
              </Link>
            ))}
          </nav>
        )}
        <div className="aside">
          <a href={otherLanguage()} hrefLang={language === 'nl' ? 'en' : 'nl'}>
            <Globe aria-hidden size={16} />
            <span lang={language === 'nl' ? 'en' : 'nl'}>{t('app/other-language')}</span>
          </a>
          {viewer.name !== null && (
            <form method="post" action="/uitloggen">
              <button type="submit">
                <LogOut aria-hidden size={16} />
                <span className="word">{t('app/sign-out')}</span>
              </button>
            </form>
          )}
        </div>
      </header>
      {children}
    </>
  )
}
