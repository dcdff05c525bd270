import { html, nothing, type TemplateResult } from 'lit';
import type { Coding, Contact, Entry, Person, Session as Access } from '../../api-spec/record.ts';
import { formatDay } from '../format/day.ts';
import { codeSystems, detailWords as say } from '../text/detail.ts';
import { words } from '../text/words.ts';
import { documents } from './documents.ts';
import type { Content } from './frame.ts';

/** A named fact of an entry; one that was not sent is left out, unless its absence matters and is said in words. */
export type Fact = readonly [label: string, value: Content | undefined];

/** Facts as a list of terms and descriptions. */
export const facts = (list: readonly Fact[]): TemplateResult =>
  html`<dl>
    ${list.map(([label, value]) =>
      value === undefined || value === '' || value === nothing ? nothing : html`<dt>${label}</dt><dd>${value}</dd>`,
    )}
  </dl>`;

/** A person with role and organisation, as far as the source sent them. */
export const person = (who: Person | undefined): string | undefined =>
  who && [who.name, who.role, who.organisation].filter(Boolean).join(', ');

const coding = ({ code, system }: Coding) => say.codeOf(code, codeSystems[system] ?? system);

/** Who to tell of a mistake: the user's own service desk for their own organisation's entry, else the helpdesk (provider FAQ). */
function problemLine(odsCode: string, access: Access | undefined): string {
  if (!access) return say.problemUnknown;
  const own = odsCode === access.organisation.odsCode;
  const contact: Contact = own ? access.contacts.localServiceDesk : access.contacts.helpdesk;
  return `${own ? say.problemOwn : say.problemOther}: ${words.contact(contact)}`;
}

/** The detail of an entry: its documents, what its category adds, then where it comes from, its codes, and whom to tell if it is wrong. */
export function detail(entry: Entry, own: readonly Fact[], access: Access | undefined): TemplateResult {
  const { source, author, recorded, lastUpdated, code, note } = entry;
  const attached = ('documents' in entry && entry.documents) || [];
  return html`${attached.length ? documents(attached) : nothing}
    ${facts([
      ...own,
      [say.note, note],
      [say.source, say.from(source.name, source.odsCode)],
      [say.system, source.system],
      [say.author, person(author)],
      [say.recorded, formatDay(recorded)],
      [say.updated, lastUpdated && formatDay(lastUpdated)],
      [say.code, code && coding(code)],
      [say.sentAs, code?.text],
      [say.identity, entry.id],
    ])}
    <p class="aside"><strong>${say.problem}</strong> ${problemLine(source.odsCode, access)}</p>`;
}
