// Every sentence of the bureau in Dutch (B1); the type keeps it complete.
import type { en } from './en.ts'

export const nl: Readonly<Record<keyof typeof en, string>> = {
  'input/invalid': '{path}: {problem}. Verbeter dit veld en stuur het opnieuw.',
  'input/field': '{problem}',
  fault:
    'Er ging bij ons iets mis. Probeer het opnieuw; blijft het, geef dan dit nummer door aan het bureau: {requestId}.',
  'store/busy': 'Er zijn op dit moment te veel wijzigingen tegelijk in {id}. Probeer het zo opnieuw.',
  'import/no-such-column': 'Er is geen kolom "{column}" in dit bestand; wel: {columns}. Kies een van deze.',
  'import/no-such-field': '"{field}" kan niet uit dit bestand worden gelezen; kies uit: {fields}.',
  'import/no-column-for':
    'Er is geen kolom gevonden voor: {fields}. Het bestand heeft: {columns}. Geef aan in welke kolom dit staat.',
  'cell/missing': 'dit is leeg',
  'cell/spelling': 'gelezen als "{value}"',
  'cell/too-long': 'langer dan {most} tekens; kort het in',
  'cell/profile': 'geen profiel; bekend zijn {known}',
  'cell/level': 'geen niveau; bekend zijn {known}',
  'cell/world': 'geen wereld van techniek; bekend zijn {known}',
  'cell/weekday': 'geen dag van de week; schrijf {known}',
  'cell/day-form': 'geen datum; schrijf hem als 31-12-2011',
  'cell/day-unreal': 'deze dag bestaat niet; zoek de datum op',
  'cell/postcode': 'geen postcode; schrijf hem als 1234 AB',
  'cell/email': 'geen e-mailadres',
  'cell/whole': 'geen heel getal van {least} tot en met {most}',
  'cell/degrees': 'geen aantal graden tot en met {most}',
  'cell/kvk': 'geen KvK-nummer: dat heeft 8 cijfers; zoek het op bij kvk.nl',
  'cell/establishment': 'geen vestigingsnummer: dat heeft 12 cijfers; zoek het op bij kvk.nl',
  'cell/crebo': 'geen crebo: dat heeft 5 cijfers',
  'cell/zeros-put-back': 'de nullen vooraan zijn teruggezet: {value}',
  'cell/signs-removed': 'spaties en tekens zijn weggehaald: {value}',
  'file/empty': 'Het bestand is leeg. Kies het bestand dat uw systeem heeft gemaakt.',
  'file/no-rows':
    'Het bestand heeft alleen een kop en geen regels. Maak het opnieuw, met de leerlingen of bedrijven erin.',
  'file/not-text': 'Dit is geen tabel. Sla het op als CSV (of XLSX) en kies dat bestand.',
  'file/not-a-table':
    'Dit is niet als tabel te lezen: {problem}. Open het in een rekenprogramma, sla het op als CSV en probeer het opnieuw.',
  'file/too-many-rows': 'Het bestand heeft {rows} regels; er kunnen er {most} tegelijk worden ingelezen. Splits het.',
  'row/too-many-cells':
    'deze regel heeft meer cellen dan er kolommen zijn; zet aanhalingstekens om een tekst met een scheidingsteken',
  'company/not-active':
    'Dit bedrijf is samengevoegd met een ander of bestaat niet meer. Zoek het bedrijf op dat is gebleven.',
  'company/merged-same': 'dezelfde vestiging als regel {row}, die is overgenomen',
  'company/merged': 'dezelfde vestiging als regel {row}, die is overgenomen; hier anders (bewaard): {different}',
  'company/merged-known': 'hetzelfde bedrijf als {name}, anders geschreven',
  'company/numbers-missing':
    'het KvK- of vestigingsnummer ontbreekt en geen bekend bedrijf lijkt hierop; zoek de nummers op bij kvk.nl',
  'company/probably': 'zonder nummers; waarschijnlijk {name} ({key}): geef aan of dit hetzelfde bedrijf is',
  'call/already-open':
    'De uitvraag van dit seizoen loopt al sinds {openedAt}; elk bedrijf krijgt een vraag per seizoen. Vraag zo nodig losse bedrijven.',
  'call/deadline-past': 'De uiterste dag {deadline} is al voorbij. Kies een latere dag.',
  'invitation/none': 'Deze uitnodiging bestaat niet. Vraag het bureau om een nieuwe link.',
  'invitation/answered': 'Dit bedrijf heeft al geantwoord; bekijk het antwoord.',
  'invitation/reminded-enough': 'Dit bedrijf is twee keer herinnerd; dit seizoen laten we het met rust.',
  'invitation/ask-again-past':
    'De dag {askAgainOn} is al voorbij. Kies een latere dag waarop we het opnieuw mogen vragen.',
  'invitation/empty-offer': 'In dit aanbod staat geen plek en geen casus. Vul er minstens een in, of kies "nu niet".',
  'cell/answer-kind': 'geen antwoord; bekend zijn {known}',
  'cell/rounds': 'geen rondes; schrijf ze als r1 of r1 r4',
  'answer/unknown-company': 'geen bedrijf heeft nummer {key}; lees het eerst in',
  'answer/not-asked': 'het bedrijf {key} is dit seizoen niet gevraagd',
  'answer/said-twice': 'dezelfde regel staat hierboven',
  'answer/contradiction': 'dit spreekt een eerdere regel van hetzelfde bedrijf tegen, die is overgenomen',
  'page/cursor': 'Dit is geen plek in deze lijst. Begin opnieuw bij het begin.',
  'company/unknown': 'Dit bedrijf bestaat niet. Zoek het op naam of KvK-nummer.',
  'invitation/unknown-link': 'Deze link werkt niet (meer). Vraag het bureau om een nieuwe.',
  'invitation/which': 'Geef aan welke uitnodiging u beantwoordt: het nummer ervan, of de code uit de link.',
  'invitation/no-address': 'er is geen e-mailadres; zoek er een en vraag het opnieuw',
  'letter/dear': 'Beste {name},',
  'letter/invitation-subject': 'Plekken voor leerlingen in {region}: een vraag, namens alle scholen',
  'letter/invitation-text':
    'De scholen van {region} zoeken bedrijven waar leerlingen techniek kunnen leren kennen. Wij vragen het u namens alle scholen tegelijk.',
  'letter/invitation-link': 'Uw antwoord kost minder dan drie minuten; een account is niet nodig:',
  'letter/invitation-deadline': 'Wilt u antwoorden voor {deadline}?',
  'letter/invitation-once':
    'Dit is de enige vraag die {company} dit schooljaar krijgt, welke school er ook plekken zoekt.',
  'letter/signed': 'Met vriendelijke groet, Stagebureau {region}',
  'company/wrong-numbers': 'Sommige nummers kloppen niet. Verbeter de genoemde velden en stuur ze opnieuw.',
  'company/registered-already': 'Deze vestiging is al bekend, als {name}. Gebruik die.',
  'company/merge-with-itself': 'Een bedrijf kan niet met zichzelf worden samengevoegd. Kies het andere.',
  'programme/season-too-short':
    'Het seizoen eindigt op {until}; er passen maar {fit} van de {rounds} rondes in. Begin eerder, of kies minder of kortere rondes.',
  'programme/missing': 'Het programma "{name}" mist: {fields}. Vul dit in.',
  'programme/one-weekday': 'De carrousel "{name}" heeft precies een dag in de week nodig.',
  'programme/ends-before': 'Het programma "{name}" eindigt ({until}) voordat het begint ({from}). Verbeter de datums.',
  'programme/outside-season':
    'De dag {day} van het programma "{name}" valt buiten het seizoen ({from} tot en met {until}).',
  'season/open-otherwise':
    'Het seizoen dat begint op {from} loopt al, met andere datums of instellingen. Gebruik een andere map, of laat het seizoen zoals het was.',
  'season/ends-before': 'Het seizoen eindigt ({until}) voordat het begint ({from}). Verbeter de datums.',
  'cell/brin': 'geen BRIN met vestigingsnummer; dat ziet eruit als 28WS03',
  'cell/school-kind': 'geen soort school; bekend zijn {known}',
  'cell/area': 'geen postcodegebied; dat heeft vier cijfers',
  'cell/student-number': 'geen leerlingnummer: letters, cijfers en streepjes, hoogstens 20',
  'cell/group': 'geen klas; die begint met een leerjaar of met T voor mbo, zoals 3A of T1B',
  'cell/means': 'geen vervoer van dit seizoen; bekend zijn {known}',
  'cell/birth-date': 'iemand van {age} jaar kan geen leerling zijn; zoek de datum op',
  'student/unknown': 'Deze leerling is er dit seizoen niet. Lees eerst het bestand van de school in.',
  'student/area-unknown': 'het gebied {area} staat niet op de kaart van de regio, dus reistijd is niet te berekenen',
  'student/merged': 'hetzelfde nummer als regel {row}, die is overgenomen',
  'school/merged': 'dezelfde school als regel {row}, die is overgenomen',
  'area/merged': 'het gebied {area} staat hierboven al',
  'season/unknown': 'Dit seizoen bestaat niet. Open het seizoen eerst.',
  'school/unknown': 'Deze school bestaat niet. Lees eerst de scholen in.',
  'programme/opened-already': 'Er is dit seizoen al een programma "{name}". Kies een andere naam.',
  'placement/planned-otherwise': 'anders gepland',
  'unplaced/has-another': 'heeft al een andere stage in dezelfde weken',
  'unplaced/too-young': 'is {age} jaar op de eerste dag; stage bij een bedrijf mag vanaf 14 jaar',
  'unplaced/no-profile': 'geen bedrijf biedt een plek voor {profile}',
  'unplaced/no-openings': 'geen bedrijf biedt een plek',
  'unplaced/off-the-map':
    'het gebied {area} staat niet op de kaart, dus reistijd is niet te berekenen; vul de kaart aan of verbeter de postcode',
  'unplaced/full':
    'alle plekken binnen bereik ({places}, bij {openings} bedrijven) zijn nodig voor anderen; een extra plek helpt',
  'unplaced/several':
    'geen van de {openings} plekken past: {far} te ver ({limit} minuten met {means}), {unrecognised} zonder erkenning, {days} op andere dagen',
  'unplaced/too-far':
    'geen passende plek voor {profile} binnen {limit} minuten met {means} ({far} van {openings} zijn te ver)',
  'unplaced/not-recognised':
    '{unrecognised} van de {openings} plekken zijn bij bedrijven zonder geldige erkenning, en geen andere past',
  'unplaced/other-days': '{days} van de {openings} plekken zijn op andere dagen, en geen andere past',
  'programme/unknown': 'Dit programma bestaat niet. Kies er een van dit seizoen.',
  'plan/kind-without-plan': 'Een programma van de soort {kind} wordt niet door het bureau gepland.',
  'plan/no-such-weight': '"{name}" is geen gewicht van dit plan; bekend zijn {known}.',
  'plan/unknown': 'Dit plan bestaat niet. Maak eerst een plan.',
  'import/school-not-registered': 'er is geen school {brin}; verbeter schools.csv of de naam van dit bestand',
  'shortage/no-openings': '{short} leerlingen voor wie er binnen bereik geen enkele plek is',
  'shortage/too-few': '{students} leerlingen kunnen alleen terecht bij {openings} plekken ({towns}): {short} te weinig',
  'import/nothing-given': 'Geef de tekst van het bestand, of upload het eerst en geef het uploadId.',
  'import/upload-unknown':
    'Deze upload is er niet meer: een upload blijft een uur bewaard. Upload het bestand opnieuw.',
  'import/which-school': 'Geef aan van welke school deze leerlingen zijn: schoolId.',
  'upload/too-large':
    'Het bestand is groter dan {most} MB. Splits het, of laat kolommen weg die het bureau niet nodig heeft.',
  'upload/too-many':
    'Er wachten te veel bestanden om te worden ingelezen. Lees die eerst in, of probeer het over een uur opnieuw.',
}
