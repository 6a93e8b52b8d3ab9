Feature: Events

  Scenario: One event is waited for
    Given a workflow with definition:
    """yaml
    do:
      - l:
          listen: {to: {one: {with: {type: go}}}}
    """
    When the workflow is executed
    Then the workflow should be waiting
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '1'
    source: test
    type: go
    data: {n: 1}
    """
    Then the workflow should complete with output:
    """yaml
    - {n: 1}
    """

  Scenario: Other events are not taken
    Given a workflow with definition:
    """yaml
    do:
      - l:
          listen: {to: {one: {with: {type: go}}}}
    """
    When the workflow is executed
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '1'
    source: test
    type: stay
    data: {}
    """
    Then the workflow should be waiting

  Scenario: A type may be a pattern
    Given a workflow with definition:
    """yaml
    do:
      - l: {listen: {to: {one: {with: {type: 'order\..*'}}}}}
    """
    When the workflow is executed
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '1'
    source: test
    type: orders
    data: {}
    """
    Then the workflow should be waiting
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '2'
    source: test
    type: order.paid
    data: {n: 2}
    """
    Then the workflow should complete with output:
    """yaml
    - {n: 2}
    """

  Scenario: Data are asked about
    Given a workflow with definition:
    """yaml
    do:
      - l: {listen: {to: {one: {with: {type: t, data: '${ .temperature > 38 }'}}}}}
    """
    When the workflow is executed
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '1'
    source: test
    type: t
    data: {temperature: 37}
    """
    Then the workflow should be waiting
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '2'
    source: test
    type: t
    data: {temperature: 39}
    """
    Then the workflow should complete with output:
    """yaml
    - {temperature: 39}
    """

  Scenario: All events are waited for, in any order
    Given a workflow with definition:
    """yaml
    do:
      - l: {listen: {to: {all: [{with: {type: a}}, {with: {type: b}}]}}}
    """
    When the workflow is executed
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '1'
    source: test
    type: b
    data: {v: 2}
    """
    Then the workflow should be waiting
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '2'
    source: test
    type: b
    data: {v: 3}
    """
    Then the workflow should be waiting
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '3'
    source: test
    type: a
    data: {v: 1}
    """
    Then the workflow should complete with output:
    """yaml
    - {v: 2}
    - {v: 1}
    """

  Scenario: Any event is enough
    Given a workflow with definition:
    """yaml
    do:
      - l: {listen: {to: {any: [{with: {type: a}}, {with: {type: b}}]}}}
    """
    When the workflow is executed
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '1'
    source: test
    type: b
    data: {v: 2}
    """
    Then the workflow should complete with output:
    """yaml
    - {v: 2}
    """

  Scenario: Events are taken until there are enough
    Given a workflow with definition:
    """yaml
    do:
      - l: {listen: {to: {any: [], until: 'length == 3'}}}
    """
    When the workflow is executed
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '1'
    source: test
    type: a
    data: 1
    """
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '2'
    source: test
    type: a
    data: 2
    """
    Then the workflow should be waiting
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '3'
    source: test
    type: a
    data: 3
    """
    Then the workflow should complete with output:
    """yaml
    [1, 2, 3]
    """

  Scenario: Events are taken until another comes
    Given a workflow with definition:
    """yaml
    do:
      - l: {listen: {to: {any: [{with: {type: a}}], until: {one: {with: {type: stop}}}}}}
    """
    When the workflow is executed
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '1'
    source: test
    type: a
    data: 1
    """
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '2'
    source: test
    type: a
    data: 2
    """
    Then the workflow should be waiting
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '3'
    source: test
    type: stop
    data: {}
    """
    Then the workflow should complete with output:
    """yaml
    [1, 2]
    """

  Scenario: The same event counts once
    Given a workflow with definition:
    """yaml
    do:
      - l: {listen: {to: {any: [], until: 'length == 2'}}}
    """
    When the workflow is executed
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '1'
    source: test
    type: a
    data: 1
    """
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '1'
    source: test
    type: a
    data: 1
    """
    Then the workflow should be waiting
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '2'
    source: test
    type: a
    data: 2
    """
    Then the workflow should complete with output:
    """yaml
    [1, 2]
    """

  Scenario: The envelope is read
    Given a workflow with definition:
    """yaml
    do:
      - l:
          listen: {to: {one: {with: {type: a}}}, read: envelope}
          output: {as: '.[0].type'}
    """
    When the workflow is executed
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '1'
    source: test
    type: a
    data: {}
    """
    Then the workflow should complete with output:
    """yaml
    a
    """

  Scenario: An expected key decides
    Given a workflow with definition:
    """yaml
    do:
      - l:
          listen:
            to:
              one:
                with: {type: paid}
                correlate: {order: {from: .data.id, expect: "${ .id }"}}
    """
    And given the workflow input is:
    """yaml
    id: 8
    """
    When the workflow is executed
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '1'
    source: test
    type: paid
    data: {id: 7}
    """
    Then the workflow should be waiting
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '2'
    source: test
    type: paid
    data: {id: 8}
    """
    Then the workflow should complete with output:
    """yaml
    - {id: 8}
    """

  Scenario: The first event says the key
    Given a workflow with definition:
    """yaml
    do:
      - l:
          listen:
            to:
              all:
                - with: {type: a}
                  correlate: {room: {from: .room}}
                - with: {type: b}
                  correlate: {room: {from: .room}}
    """
    When the workflow is executed
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '1'
    source: test
    type: a
    room: r1
    data: 1
    """
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '2'
    source: test
    type: b
    room: r2
    data: 2
    """
    Then the workflow should be waiting
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '3'
    source: test
    type: b
    room: r1
    data: 3
    """
    Then the workflow should complete with output:
    """yaml
    [1, 3]
    """

  Scenario: Each event is worked on
    Given a workflow with definition:
    """yaml
    do:
      - l:
          listen: {to: {any: [{with: {type: a}}], until: 'length == 2'}}
          foreach:
            item: e
            at: i
            do:
              - s: {set: {r: "${ $e.n * 10 + $i }"}}
    """
    When the workflow is executed
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '1'
    source: test
    type: a
    data: {n: 1}
    """
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '2'
    source: test
    type: a
    data: {n: 2}
    """
    Then the workflow should complete with output:
    """yaml
    - {r: 10}
    - {r: 21}
    """

  Scenario: Events come while one is worked on
    Given a workflow with definition:
    """yaml
    do:
      - l:
          listen: {to: {any: [{with: {type: a}}], until: 'length == 2'}}
          foreach:
            item: e
            do:
              - w: {wait: {seconds: 5}}
              - s: {set: {r: "${ $e }"}}
            output: {as: .r}
    """
    When the workflow is executed
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '1'
    source: test
    type: a
    data: 1
    """
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '2'
    source: test
    type: a
    data: 2
    """
    When 5 seconds pass
    Then the workflow should be waiting
    When 5 seconds pass
    Then the workflow should complete with output:
    """yaml
    [1, 2]
    """

  Scenario: Two branches wait for the same event
    Given a workflow with definition:
    """yaml
    do:
      - f:
          fork:
            branches:
              - a: {listen: {to: {one: {with: {type: go}}}}}
              - b: {listen: {to: {one: {with: {type: go}}}}}
    """
    When the workflow is executed
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '1'
    source: test
    type: go
    data: 1
    """
    Then the workflow should complete with output:
    """yaml
    [[1], [1]]
    """

  Scenario: One of two groups of events
    Given a workflow with definition:
    """yaml
    do:
      - f:
          fork:
            compete: true
            branches:
              - ab: {listen: {to: {all: [{with: {type: a}}, {with: {type: b}}]}}}
              - c: {listen: {to: {one: {with: {type: c}}}}}
    """
    When the workflow is executed
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '1'
    source: test
    type: a
    data: 1
    """
    Then the workflow should be waiting
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '2'
    source: test
    type: c
    data: 3
    """
    Then the workflow should complete with output:
    """yaml
    [3]
    """

  Scenario: Waiting for an event takes too long
    Given a workflow with definition:
    """yaml
    do:
      - l:
          listen: {to: {one: {with: {type: go}}}}
          timeout: {after: {minutes: 1}}
    """
    When the workflow is executed
    When 1 minutes pass
    Then the workflow should fault with error:
    """yaml
    status: 408
    """

  Scenario: What arrives while it is suspended is kept
    Given a workflow with definition:
    """yaml
    do:
      - l:
          listen: {to: {one: {with: {type: go}}}}
    """
    When the workflow is executed
    When the workflow is suspended
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '1'
    source: test
    type: go
    data: 7
    """
    Then the workflow should be suspended
    When the workflow is resumed
    Then the workflow should complete with output:
    """yaml
    [7]
    """

  Scenario: An event is emitted
    Given a workflow with definition:
    """yaml
    do:
      - e: {emit: {event: {with: {source: s, type: done.it, data: {n: '${ .n }'}}}}}
    """
    And given the workflow input is:
    """yaml
    n: 1
    """
    When the workflow is executed
    Then the workflow should complete
    Then an event of type 'done.it' should be emitted
    Then the workflow output should have a 'data' property with value:
    """yaml
    n: 1
    """

  Scenario: What has no type is not emitted
    Given a workflow with definition:
    """yaml
    do:
      - e: {emit: {event: {with: {source: s, type: '${ .t }'}}}}
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    type: https://serverlessworkflow.io/spec/1.0.0/errors/configuration
    """
