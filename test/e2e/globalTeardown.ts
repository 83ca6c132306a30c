export { tearDown as default } from './packedNode';
