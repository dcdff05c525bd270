import type { Category, Kind, Section } from '../../api-spec/record.ts';
import { accepted, ask, header, type Answer, type Gateway } from './client.ts';

/** What a category may be asked for beyond its name. */
export interface Query<C extends Category = Category> {
  kind?: Kind<C>[];
  /** Days, `2019-03-05`, both included. */
  from?: string;
  to?: string;
  limit?: number;
  cursor?: string;
}

/** A page of one category (`GET /v1/record/{category}`). */
export const readSection = <C extends Category>(gateway: Gateway, category: C, query: Query<C>, signal: AbortSignal): Promise<Answer<Section<C>>> =>
  ask(
    // One path stands for twenty of the same shape; the answer is checked against the category asked for.
    (within) =>
      gateway.client.GET(`/v1/record/${category}` as '/v1/record/results', {
        params: { header: header(gateway), query: query as object },
        signal: within,
      }),
    (data) => accepted(data, category, gateway.patient),
    signal,
  );
