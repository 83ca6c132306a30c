export { setUp as default } from './packedNode';
