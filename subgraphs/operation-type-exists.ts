import { GraphQLError, type ASTVisitor, type ValidationContext } from 'graphql';

/** GraphQL specification, section 5.2.2, operation type existence: graphql-js 16 has no such rule, and finds no fault. */
export const operationTypeExists = (context: ValidationContext): ASTVisitor => ({
  OperationDefinition(node) {
    if (context.getSchema().getRootType(node.operation)) return;
    const instead = node.operation === 'subscription' ? ': ask again instead' : '';
    context.reportError(new GraphQLError(`There are no ${PLURAL[node.operation]} here${instead}.`, { nodes: node }));
  },
});

const PLURAL = { query: 'queries', mutation: 'mutations', subscription: 'subscriptions' } as const;
