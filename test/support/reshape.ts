import type { IDataObject } from 'n8n-workflow';

/** For `reshape` of a fault: changes the data of an answer, of a list each entry, and leaves all else as it is. */
export function reshapeData(change: (one: IDataObject, index: number) => IDataObject) {
	return (body: unknown): unknown => {
		const { data, ...rest } = body as { data: IDataObject | IDataObject[] | null };
		return { ...rest, data: data && (Array.isArray(data) ? data.map(change) : change(data, 0)) };
	};
}

/** An object that lacks some of its members. */
export function without<T extends object>(one: T, ...names: string[]): T {
	return Object.fromEntries(Object.entries(one).filter(([name]) => !names.includes(name))) as T;
}
