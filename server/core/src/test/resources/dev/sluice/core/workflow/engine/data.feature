Feature: Data that tasks pass on

  Scenario: Output is changed and seen next
    Given a workflow with definition:
    """yaml
    do:
      - a:
          set: {x: 1, y: 2}
          output: {as: .x}
      - b: {set: {z: "${ . }"}}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    z: 1
    """

  Scenario: Output and input are seen together
    Given a workflow with definition:
    """yaml
    do:
      - a:
          set: {x: 1}
          output: {as: "$input + ."}
    """
    And given the workflow input is:
    """yaml
    q: 2
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    q: 2
    x: 1
    """

  Scenario: What is exported is the context
    Given a workflow with definition:
    """yaml
    do:
      - a:
          set: {x: 1}
          export: {as: "{total: .x}"}
      - b: {set: {y: "${ $context.total + 1 }"}}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    y: 2
    """
    Then the context should be:
    """yaml
    total: 1
    """

  Scenario: The context grows by itself
    Given a workflow with definition:
    """yaml
    do:
      - a:
          set: {x: 1}
          export: {as: "$context + {a: .x}"}
      - b:
          set: {x: 2}
          export: {as: "$context + {b: .x}"}
    """
    When the workflow is executed
    Then the workflow should complete
    Then the context should be:
    """yaml
    a: 1
    b: 2
    """

  Scenario: The workflow's input and output are changed
    Given a workflow with definition:
    """yaml
    input: {from: .inner}
    output: {as: "{result: .x}"}
    do:
      - a: {set: {x: "${ .n + 1 }"}}
    """
    And given the workflow input is:
    """yaml
    inner: {n: 1}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    result: 2
    """

  Scenario: Input that is not as its schema says faults
    Given a workflow with definition:
    """yaml
    input:
      schema:
        document: {type: object, required: [n], properties: {n: {type: integer, minimum: 1}}}
    do:
      - a: {set: {x: 1}}
    """
    And given the workflow input is:
    """yaml
    n: 0
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    type: https://serverlessworkflow.io/spec/1.0.0/errors/validation
    status: 400
    """

  Scenario: A task's input is checked
    Given a workflow with definition:
    """yaml
    do:
      - a:
          input: {schema: {document: {type: object, properties: {n: {type: string}}}}}
          set: {x: 1}
    """
    And given the workflow input is:
    """yaml
    n: 1
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    type: https://serverlessworkflow.io/spec/1.0.0/errors/validation
    instance: /do/0/a
    """

  Scenario: A task's output is checked
    Given a workflow with definition:
    """yaml
    do:
      - a:
          set: {x: 1}
          output: {schema: {document: {required: [y]}}}
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    type: https://serverlessworkflow.io/spec/1.0.0/errors/validation
    """

  Scenario: Expressions see task, workflow and runtime
    Given a workflow with definition:
    """yaml
    document: {name: w, version: '1.0.0'}
    do:
      - a:
          set:
            task: ${ $task.name }
            at: ${ $task.reference }
            id: ${ $workflow.id }
            name: ${ $workflow.definition.document.name }
            first: ${ $workflow.input.n }
            runtime: ${ $runtime.name }
    """
    And given the workflow input is:
    """yaml
    n: 9
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    task: a
    at: /do/0/a
    id: e1
    name: w
    first: 9
    runtime: sluice
    """

  Scenario: Set takes an expression alone
    Given a workflow with definition:
    """yaml
    do:
      - a: {set: '${ {y: .x} }'}
    """
    And given the workflow input is:
    """yaml
    x: 1
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    y: 1
    """

  Scenario: Text around an expression is text
    Given a workflow with definition:
    """yaml
    do:
      - a: {set: {y: 'a ${ .x }'}}
    """
    And given the workflow input is:
    """yaml
    x: 1
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    y: 'a ${ .x }'
    """

  Scenario: An expression that fails faults
    Given a workflow with definition:
    """yaml
    do:
      - a: {set: {y: '${ .x.y }'}}
    """
    And given the workflow input is:
    """yaml
    x: 1
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    type: https://serverlessworkflow.io/spec/1.0.0/errors/expression
    instance: /do/0/a
    """

  Scenario: An expression without end faults
    Given a workflow with definition:
    """yaml
    do:
      - a: {set: {y: '${ [range(infinite)] }'}}
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    type: https://serverlessworkflow.io/spec/1.0.0/errors/expression
    """

  Scenario: A variable that is not there faults
    Given a workflow with definition:
    """yaml
    do:
      - a: {set: {y: '${ $nobody }'}}
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    type: https://serverlessworkflow.io/spec/1.0.0/errors/expression
    """
