import type { Attachment } from '../../api-spec/record.ts';
import { sizeOf } from '../sources/binary.ts';
import type { Holdings } from './holdings.ts';
import { decimal, known, objects, text } from './read.ts';

/**
 * FHIR `Attachment`s of an entry, without their content (https://hl7.org/fhir/R4/datatypes.html#attachment). What has
 * neither content nor an address cannot be opened, and is none. Undefined where there is none at all.
 */
export function attachmentsOf(forms: unknown, entryId: string, holdings: Holdings): Attachment[] | undefined {
  const attachments = objects(forms).flatMap((form, index): Attachment[] => {
    const content = typeof form['data'] === 'string' ? form['data'].replace(/\s/g, '') : undefined;
    if (!content && !text(form['url'])) return [];
    const decoded = content && sizeOf(content);
    const size = decimal(form['size']);
    const declared = size && /^\d{1,12}$/.test(size) ? Number(size) : undefined;
    return [
      known<Attachment>({
        id: holdings.attach(form, `${entryId}.${index + 1}`),
        title: text(form['title']),
        contentType: text(form['contentType']) ?? 'application/octet-stream',
        size: decoded || declared,
      }),
    ];
  });
  return attachments.length > 0 ? attachments : undefined;
}
