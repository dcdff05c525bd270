import type { Category } from '../../api-spec/record.ts';
import { likenessOf } from '../audit/likeness.ts';
import { homeOf, placeOf } from '../register/place.ts';
import type { AuditRow, Likeness } from '../store/store.ts';
import { chance, type Chance, uuid } from './chance.ts';

/**
 * A month of access to an invented record, by several hundred invented staff, ten of whom look at what they should not.
 * It is there to hold the report on unusual access against: who the ten are is known here and nowhere else.
 *
 * What is difficult is that the others are people, too: they share surnames with their patients about as often as
 * people of this country do, some live next door to one, some work three times as much as others, and a list that is
 * out of date sends some of them to a patient whom their organisation does not know.
 */
export interface Month {
  rows: AuditRow[];
  /** The users who should be found, each with the reason. */
  snoops: ReadonlyMap<string, string>;
  users: number;
}

interface Resident {
  nhsNumber: string;
  given: string;
  family: string;
  address: string[];
  /** The team that looks after them. */
  team: number;
}

interface Worker {
  id: string;
  name: string;
  given: string;
  family: string;
  role: string;
  org: { odsCode: string; name: string };
  team: number;
  home: string;
  /** How many patients a working day brings. */
  pace: number;
}

const organisations = [
  { odsCode: 'XQ1', name: 'Northbridge University Hospitals', size: 160 },
  { odsCode: 'XQ2', name: 'Canalside General Hospital', size: 110 },
  { odsCode: 'XQ3', name: 'Heathway Community and Mental Health', size: 80 },
  { odsCode: 'XQ4', name: 'Larkfield Road Surgery', size: 30 },
  { odsCode: 'XQ5', name: 'Millmead Borough Council', size: 40 },
] as const;

const roles = ['R8000', 'R8001', 'R8001', 'R8003', 'R8009', 'R8014'] as const;
const TEAM = 10;
const RESIDENTS = 6000;

/** The common surnames, the first many times as common as the last: about three people in ten have one of them. */
const common =
  'Smith Jones Patel Khan Williams Brown Taylor Davies Ali Wilson Hussain Evans Begum Thomas Johnson Roberts Walker Wright Robinson Thompson White Hughes Edwards Green Lewis Wood Harris Martin Jackson Clarke Clark Turner Ahmed Hill Cooper Singh Morris Ward Moore King Okafor Adeyemi Mensah Nowak Kowalska Rossi Silva Costa Nguyen Chen Wong Kaur Begley Murphy Kelly Sullivan Byrne Doyle Lindqvist Haddad Farouk Rahman Choudhury Osei Boateng Petrov Ivanova Demir Yilmaz Papadaki Fairlamb Marchbanks Whitlock Thistlewood Pettigrew Ravenscroft Ollerenshaw Culpepper Abernathy Quarmby'.split(
    ' ',
  );
/** The others have one of some thousands, put together from two halves. */
const halves = [
  'Ash Black Brad Can Cul Dray Eller Fair Fen Garth Hal Hart Hazel Ing Kel Lang Lind Mal Mars Nor Oller Pem Quar Raven Sel Stan Thistle Under Wal Whit Win Wool York Zeal Bel Cor Dun Mor Pet Tol'.split(' '),
  'aby acre bank beck bourne bridge bury by caster combe cott croft dale den don er field ford gate grave ham hurst ing ington ley low man mere more ney over ridge row shaw son stead thorpe ton tree vale wick wood worth yard'.split(' '),
] as const;

const givens = 'Amara Ben Cora Dilip Elif Farah George Hana Imran Joy Kasia Leo Mina Noel Oren Priya Quentin Rosa Samir Tomasz Uma Viktor Wen Xenia Yusuf Zadie'.split(' ');
const streets = 'Mill Lane, Lock Row, Heath Street, Canal Walk, Larkfield Road, Orchard Close, Station Road, Weavers Yard, Bridge Street, Chapel Hill'.split(', ');

const asked: readonly Category[] = ['allergies', 'medications', 'problems', 'results', 'encounters'];

/** The same month for the same seed. Days are those of November 2026. */
export async function monthOfAccess(seed = 'a month'): Promise<Month> {
  const draw = chance(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(draw() * list.length)]!;
  const family = () => (draw() < 0.3 ? common[Math.floor(draw() ** 1.8 * common.length)]! : pick(halves[0]) + pick(halves[1]));
  const address = (): string[] => [`${1 + Math.floor(draw() * 180)} ${pick(streets)}`, 'Northbridge', `ZZ${90 + Math.floor(draw() * 9)} ${Math.floor(draw() * 9)}AB`];

  const workers: Worker[] = organisations.flatMap((org) =>
    Array.from({ length: org.size }, (_, index) => {
      const [given, surname] = [pick(givens), family()];
      return {
        id: `${org.odsCode.toLowerCase()}-${index + 1}`, name: `${given} ${surname}`, given, family: surname, role: pick(roles),
        org: { odsCode: org.odsCode, name: org.name }, team: 0, home: address().join(', '), pace: 1 + draw() * 4,
      };
    }),
  );
  workers.forEach((worker, index) => (worker.team = Math.floor(index / TEAM)));
  const teams = Math.ceil(workers.length / TEAM);
  const residents: Resident[] = Array.from({ length: RESIDENTS }, (_, index) => ({
    nhsNumber: testNumber(index), given: pick(givens), family: family(), address: address(), team: Math.floor(draw() * teams),
  }));
  const lists = Map.groupBy(residents, ({ team }) => team);

  const visits: { at: string; worker: Worker; resident: Resident; own?: boolean; refused?: boolean }[] = [];
  const at = (day: number) => new Date(Date.UTC(2026, 10, day, 7 + Math.floor(draw() * 11), Math.floor(draw() * 60), Math.floor(draw() * 60))).toISOString();
  const workdays = Array.from({ length: 30 }, (_, day) => day + 1).filter((day) => new Date(Date.UTC(2026, 10, day)).getUTCDay() % 6 !== 0);
  for (const worker of workers) {
    const own = lists.get(worker.team)!;
    for (const day of workdays) {
      if (draw() < 0.25) continue;
      for (let count = 0; count < worker.pace; count += 1) visits.push({ at: at(day), worker, resident: pick(own) });
    }
    // An old list leads a few people to a patient whom their organisation does not know (any more), once or twice.
    if (draw() < 0.02) visits.push({ at: at(pick(workdays)), worker, resident: pick(residents), refused: true });
  }

  // Two of each kind. What they look at lies with other teams, as it does where somebody is curious.
  const snoops = new Map<string, string>();
  const plain = workers.filter(({ family: name }) => !common.includes(name));
  const choose = (reason: string, from: readonly Worker[] = workers): Worker => {
    const worker = pick(from.filter(({ id }) => !snoops.has(id)));
    snoops.set(worker.id, reason);
    return worker;
  };
  const elsewhere = ({ org }: Worker) => residents.filter(({ team }) => team >= 0 && workers[team * TEAM]!.org.odsCode !== org.odsCode);
  const invent = (worker: Worker, more: Partial<Resident>): Resident => {
    const resident = { nhsNumber: testNumber(residents.length), given: pick(givens.filter((name) => name !== worker.given)), family: family(), address: address(), team: -1, ...more };
    residents.push(resident);
    return resident;
  };
  for (let pair = 0; pair < 2; pair += 1) {
    const relative = choose('same-surname', plain);
    visits.push({ at: at(pick(workdays)), worker: relative, resident: invent(relative, { family: relative.family }) });
    const neighbour = choose('same-address');
    visits.push({ at: at(pick(workdays)), worker: neighbour, resident: invent(neighbour, { address: neighbour.home.split(', ') }) });
    const self = choose('own-record');
    visits.push({ at: at(pick(workdays)), worker: self, resident: invent(self, { given: self.given, family: self.family, address: neighbour.home.split(', ') }), own: true });
    const browser = choose('above-peers');
    for (const day of workdays) for (let count = 0; count < 40; count += 1) visits.push({ at: at(day), worker: browser, resident: pick(residents) });
    const stranger = choose('no-relationship');
    for (let count = 0; count < 5; count += 1) visits.push({ at: at(pick(workdays)), worker: stranger, resident: pick(elsewhere(stranger)), refused: true });
  }

  visits.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
  const rows: AuditRow[] = [];
  for (const { at: when, worker, resident, own = false, refused = false } of visits) {
    rows.push(...(await rowsOf(when, worker, resident, { own, refused }, draw)));
  }
  return { rows, snoops, users: workers.length };
}

/** What the gateway writes of one visit: the launch, the record, and in what the two are alike, if in anything. */
async function rowsOf(at: string, worker: Worker, resident: Resident, { own, refused }: { own: boolean; refused: boolean }, draw: Chance): Promise<AuditRow[]> {
  const known = {
    at, requestId: uuid(draw), user: { id: worker.id, name: worker.name, roles: [worker.role] }, organisation: worker.org,
    host: 'month-host', jti: uuid(draw), purpose: 'TREAT', patient: resident.nhsNumber,
  };
  const launch: AuditRow = { ...known, action: 'token', outcome: 'granted', ...(own ? { alike: ['own-record'] as Likeness[] } : {}) };
  if (refused) return [launch, { ...known, action: 'record', outcome: 'refused', code: 'no-relationship', reason: 'unknown-patient' }];
  const record: AuditRow = { ...known, action: 'record', outcome: 'granted', granted: asked.map((category) => ({ category })), refused: [], sources: ['XQ1', worker.org.odsCode] };
  const place = placeOf([worker.home])!;
  // Only of those who live there it matters how the gateway writes it: the rest would be hashed in vain.
  const near = place === placeOf(resident.address) ? { home: await homeOf(worker.id, place) } : {};
  const patient = { name: { family: resident.family, given: [resident.given], prefix: [] }, address: resident.address };
  const alike = await likenessOf({ sub: worker.id, name: worker.name, ...near }, patient);
  return [launch, record, ...(alike.length > 0 ? [{ ...known, action: 'likeness' as const, outcome: 'granted' as const, alike }] : [])];
}

/** NHS numbers of the 999 range with a valid check digit (weights 10 to 2, modulus 11), one after another. */
function testNumber(index: number): string {
  // Of eleven numbers in a row one has no check digit: it is passed over by counting on from a number that depends on it.
  for (let body = 999_100_000 + index * 2; ; body += 1) {
    const sum = Array.from(String(body), Number).reduce((total, digit, place) => total + digit * (10 - place), 0);
    const check = (11 - (sum % 11)) % 11;
    if (check < 10) return `${body}${check}`;
  }
}
