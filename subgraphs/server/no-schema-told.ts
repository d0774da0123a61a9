import { GraphQLError, NoSchemaIntrospectionCustomRule, type ASTVisitor, type ValidationContext } from 'graphql';

/** `_service { sdl }` tells the schema as introspection does (Apollo Federation subgraph specification). */
const noSdl = (context: ValidationContext): ASTVisitor => ({
  Field({ name }) {
    if (name.value === '_service')
      context.reportError(new GraphQLError('The schema is not told here: it is kept with the code.'));
  },
});

/** Validation rules that keep a schema from being read off a port. */
export const noSchemaTold = [NoSchemaIntrospectionCustomRule, noSdl] as const;
