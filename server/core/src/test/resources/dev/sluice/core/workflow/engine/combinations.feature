Feature: Combinations

  Scenario: An event comes twice, and the second task waits for another
    Given a workflow with definition:
    """yaml
    do:
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
    data: {n: 1}
    """
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '1'
    source: test
    type: go
    data: {n: 1}
    """
    Then the workflow should be waiting
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '2'
    source: test
    type: go
    data: {n: 2}
    """
    Then the workflow should complete with output:
    """yaml
    - {n: 2}
    """

  Scenario: The same id of another source is another event
    Given a workflow with definition:
    """yaml
    do:
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
    data: {}
    """
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '1'
    source: other
    type: go
    data: {n: 3}
    """
    Then the workflow should complete with output:
    """yaml
    - {n: 3}
    """

  Scenario: Two keys both have to fit
    Given a workflow with definition:
    """yaml
    do:
      - l:
          listen:
            to:
              one:
                with: {type: paid}
                correlate:
                  order: {from: .data.order, expect: '${ .order }'}
                  shop: {from: .data.shop, expect: '${ .shop }'}
    """
    And given the workflow input is:
    """yaml
    order: 7
    shop: a
    """
    When the workflow is executed
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '1'
    source: test
    type: paid
    data: {order: 7, shop: b}
    """
    Then the workflow should be waiting
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '2'
    source: test
    type: paid
    data: {order: 7, shop: a}
    """
    Then the workflow should complete

  Scenario: All events of one key, others in between
    Given a workflow with definition:
    """yaml
    do:
      - l:
          listen:
            to:
              all:
                - {with: {type: a}, correlate: {k: {from: .data.k}}}
                - {with: {type: b}, correlate: {k: {from: .data.k}}}
    """
    When the workflow is executed
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '1'
    source: test
    type: a
    data: {k: 1}
    """
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '2'
    source: test
    type: b
    data: {k: 2}
    """
    Then the workflow should be waiting
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '3'
    source: test
    type: b
    data: {k: 1}
    """
    Then the workflow should complete with output:
    """yaml
    - {k: 1}
    - {k: 1}
    """

  Scenario: A number is the same however it is written
    Given a workflow with definition:
    """yaml
    do:
      - l: {listen: {to: {one: {with: {type: paid}, correlate: {order: {from: .data.order, expect: '${ .order }'}}}}}}
    """
    And given the workflow input is:
    """yaml
    order: 7
    """
    When the workflow is executed
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '1'
    source: test
    type: paid
    data: {order: 7.0}
    """
    Then the workflow should complete

  Scenario: A text is not the number that it shows
    Given a workflow with definition:
    """yaml
    do:
      - l: {listen: {to: {one: {with: {type: paid}, correlate: {order: {from: .data.order, expect: '${ .order }'}}}}}}
    """
    And given the workflow input is:
    """yaml
    order: 7
    """
    When the workflow is executed
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '1'
    source: test
    type: paid
    data: {order: "7"}
    """
    Then the workflow should be waiting

  Scenario: An event without the key is not taken
    Given a workflow with definition:
    """yaml
    do:
      - l: {listen: {to: {one: {with: {type: paid}, correlate: {order: {from: .data.order, expect: '${ .order }'}}}}}}
    """
    And given the workflow input is:
    """yaml
    order: 7
    """
    When the workflow is executed
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '1'
    source: test
    type: paid
    data: {}
    """
    Then the workflow should be waiting

  Scenario: The key is of the context
    Given a workflow with definition:
    """yaml
    do:
      - a:
          set: {order: 9}
          export: {as: '{order: .order}'}
      - l:
          listen:
            to:
              one:
                with: {type: paid}
                correlate: {order: {from: .data.order, expect: '${ $context.order }'}}
    """
    When the workflow is executed
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '1'
    source: test
    type: paid
    data: {order: 8}
    """
    Then the workflow should be waiting
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '2'
    source: test
    type: paid
    data: {order: 9}
    """
    Then the workflow should complete

  Scenario: Attributes beside the type have to fit
    Given a workflow with definition:
    """yaml
    do:
      - l: {listen: {to: {one: {with: {type: t, source: 'http://a', subject: s1}}}}}
    """
    When the workflow is executed
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '1'
    source: test
    type: t
    data: {}
    """
    Then the workflow should be waiting

  Scenario: Events are switched by their type
    Given a workflow with definition:
    """yaml
    do:
      - l: {listen: {to: {any: [{with: {type: yes}}, {with: {type: no}}]}, read: envelope}}
      - d:
          switch:
            - y: {when: '.[0].type == "yes"', then: ok}
            - n: {then: end}
      - ok: {set: {r: ok}}
    """
    When the workflow is executed
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '1'
    source: test
    type: yes
    data: {}
    """
    Then the workflow should complete with output:
    """yaml
    r: ok
    """

  Scenario: Events are switched by their type, the other way
    Given a workflow with definition:
    """yaml
    do:
      - l: {listen: {to: {any: [{with: {type: yes}}, {with: {type: no}}]}, read: envelope}}
      - d:
          switch:
            - y: {when: '.[0].type == "yes"', then: ok}
            - n: {then: end}
      - ok: {set: {r: ok}}
    """
    When the workflow is executed
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '1'
    source: test
    type: no
    data: {}
    """
    Then ok should not run

  Scenario: A timeout of a listener is caught and goes another way
    Given a workflow with definition:
    """yaml
    do:
      - t:
          try:
            - l:
                listen: {to: {one: {with: {type: go}}}}
                timeout: {after: {seconds: 5}}
          catch:
            errors: {with: {status: 408}}
            do:
              - late: {set: {late: true}}
    """
    When the workflow is executed
    When 4 seconds pass
    Then the workflow should be waiting
    When 1 seconds pass
    Then the workflow should complete with output:
    """yaml
    late: true
    """

  Scenario: An event in time beats the timeout
    Given a workflow with definition:
    """yaml
    do:
      - t:
          try:
            - l:
                listen: {to: {one: {with: {type: go}}}}
                timeout: {after: {seconds: 5}}
          catch:
            do:
              - late: {set: {late: true}}
    """
    When the workflow is executed
    When 4 seconds pass
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '1'
    source: test
    type: go
    data: {n: 1}
    """
    When 9 seconds pass
    Then the workflow should complete with output:
    """yaml
    - {n: 1}
    """

  Scenario: Events and time compete
    Given a workflow with definition:
    """yaml
    do:
      - f:
          fork:
            compete: true
            branches:
              - e: {listen: {to: {one: {with: {type: go}}}}}
              - w:
                  do:
                    - p: {wait: {seconds: 3}}
                    - s: {set: {late: 1}}
    """
    When the workflow is executed
    When 3 seconds pass
    Then the workflow should complete with output:
    """yaml
    late: 1
    """

  Scenario: And of events or a third one
    Given a workflow with definition:
    """yaml
    do:
      - f:
          fork:
            compete: true
            branches:
              - both: {listen: {to: {all: [{with: {type: a}}, {with: {type: b}}]}}}
              - third: {listen: {to: {one: {with: {type: c}}}}}
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
    Then the workflow should be waiting
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '2'
    source: test
    type: c
    data: {n: 3}
    """
    Then the workflow should complete with output:
    """yaml
    - {n: 3}
    """

  Scenario: A restart between the events of a group
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
    type: a
    data: {n: 1}
    """
    When the engine restarts
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '2'
    source: test
    type: b
    data: {n: 2}
    """
    Then the workflow should complete with output:
    """yaml
    - {n: 1}
    - {n: 2}
    """

  Scenario: A suspended wait fires when it goes on
    Given a workflow with definition:
    """yaml
    do:
      - w: {wait: {seconds: 2}}
    """
    When the workflow is executed
    When the workflow is suspended
    When 5 seconds pass
    Then the workflow should be suspended
    When the workflow is resumed
    Then the workflow should complete

  Scenario: What is cancelled takes no event
    Given a workflow with definition:
    """yaml
    do:
      - l: {listen: {to: {one: {with: {type: go}}}}}
    """
    When the workflow is executed
    When the workflow is cancelled
    When an event is published:
    """yaml
    specversion: '1.0'
    id: '1'
    source: test
    type: go
    data: {}
    """
    Then the workflow should be cancelled

  Scenario: An order that is paid by card
    Given a workflow with definition:
    """yaml
    do:
      - how:
          switch:
            - card: {when: .card, then: charge}
            - account: {then: bill}
      - charge: {call: charge, then: end}
      - bill: {call: bill}
    """
    And given the workflow input is:
    """yaml
    card: true
    """
    And the function 'charge' answers:
    """yaml
    charged: 1
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    charged: 1
    """
    Then bill should not run

  Scenario: An order that is paid on account
    Given a workflow with definition:
    """yaml
    do:
      - how:
          switch:
            - card: {when: .card, then: charge}
            - account: {then: bill}
      - charge: {call: charge, then: end}
      - bill: {call: bill}
    """
    And given the workflow input is:
    """yaml
    card: false
    """
    And the function 'bill' answers:
    """yaml
    billed: 1
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    billed: 1
    """
    Then charge should not run

  Scenario: A call is made once although the engine restarts
    Given a workflow with definition:
    """yaml
    do:
      - a: {call: f}
      - w: {wait: {seconds: 1}}
      - b: {call: f}
    """
    When the workflow is executed
    When the engine restarts
    When 1 seconds pass
    Then the workflow should complete
    Then the function 'f' should have been called '2' times

  Scenario: Compensation after a failed step
    Given a workflow with definition:
    """yaml
    do:
      - book:
          try:
            - hotel: {call: hotel}
            - flight: {call: flight}
          catch:
            do:
              - cancelHotel: {call: cancel}
              - say: {set: {booked: false}}
    """
    And the function 'flight' fails with status '409'
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    booked: false
    """
    Then the function 'cancel' should have been called '1' times

  Scenario: Items are worked on one after the other, with calls
    Given a workflow with definition:
    """yaml
    do:
      - each:
          for: {each: item, in: .items}
          do:
            - work: {call: work, with: {event: '${ $item }'}}
    """
    And given the workflow input is:
    """yaml
    items: [1, 2, 3]
    """
    When the workflow is executed
    Then the workflow should complete
    Then the function 'work' should have been called '3' times

  Scenario: A failed item ends the loop
    Given a workflow with definition:
    """yaml
    do:
      - each:
          for: {each: item, in: .items}
          do:
            - work: {call: work, with: {event: '${ $item }'}}
    """
    And given the workflow input is:
    """yaml
    items: [1, 2, 3]
    """
    And the function 'work' fails with status '500'
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    status: 500
    """
    Then the function 'work' should have been called '1' times

  Scenario: A failed item is left out
    Given a workflow with definition:
    """yaml
    do:
      - each:
          for: {each: item, in: .items}
          do:
            - one:
                try:
                  - work: {call: work, with: {event: '${ $item }'}}
                catch: {}
      - z: {set: {ok: 1}}
    """
    And given the workflow input is:
    """yaml
    items: [1, 2, 3]
    """
    And the function 'work' fails with status '500'
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    ok: 1
    """
    Then the function 'work' should have been called '3' times

  Scenario: Retries with a pause, and the pause is kept over a restart
    Given a workflow with definition:
    """yaml
    do:
      - t:
          try:
            - c: {call: bad}
          catch:
            retry: {delay: {seconds: 10}, limit: {attempt: {count: 3}}}
    """
    And the function 'bad' fails with status '503'
    And the function 'bad' answers:
    """yaml
    ok: 1
    """
    When the workflow is executed
    When 9 seconds pass
    When the engine restarts
    Then the workflow should be waiting
    When 1 seconds pass
    Then the workflow should complete with output:
    """yaml
    ok: 1
    """

  Scenario: Retries are used up
    Given a workflow with definition:
    """yaml
    do:
      - t:
          try:
            - c: {call: bad}
          catch:
            retry: {delay: {seconds: 1}, limit: {attempt: {count: 2}}}
    """
    And the function 'bad' fails with status '503'
    When the workflow is executed
    When 1 seconds pass
    When 1 seconds pass
    Then the workflow should fault with error:
    """yaml
    status: 503
    """
    Then the function 'bad' should have been called '3' times

  Scenario: A workflow's timeout ends what is called
    Given a workflow with definition:
    """yaml
    timeout: {after: {minutes: 1}}
    do:
      - c: {call: slow}
    """
    And the function 'slow' does not answer
    When the workflow is executed
    When 60 seconds pass
    Then the workflow should fault with error:
    """yaml
    status: 408
    """

  Scenario: Branches with errors of their own are caught one by one
    Given a workflow with definition:
    """yaml
    do:
      - f:
          fork:
            branches:
              - a:
                  try:
                    - c: {call: bad}
                  catch:
                    do:
                      - s: {set: {a: caught}}
              - b: {set: {b: fine}}
    """
    And the function 'bad' fails with status '500'
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    - {a: caught}
    - {b: fine}
    """

  Scenario: Forks inside forks
    Given a workflow with definition:
    """yaml
    do:
      - f:
          fork:
            branches:
              - a:
                  fork:
                    branches:
                      - x: {set: {n: 1}}
                      - y: {set: {n: 2}}
              - b: {set: {n: 3}}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    - [{n: 1}, {n: 2}]
    - {n: 3}
    """

  Scenario: What a branch exports is seen after the fork
    Given a workflow with definition:
    """yaml
    do:
      - f:
          fork:
            branches:
              - a:
                  set: {n: 1}
                  export: {as: '{a: .n}'}
              - b: {set: {n: 2}}
      - z: {set: {r: '${ $context.a }'}}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    r: 1
    """

  Scenario: An event for each item of a loop
    Given a workflow with definition:
    """yaml
    do:
      - each:
          for: {each: item, in: .items}
          do:
            - say: {emit: {event: {with: {source: 'https://example.com', type: said, data: '${ $item }'}}}}
    """
    And given the workflow input is:
    """yaml
    items: [1, 2]
    """
    When the workflow is executed
    Then an event of type 'said' should be emitted

  Scenario: A raised error is caught by its title
    Given a workflow with definition:
    """yaml
    do:
      - t:
          try:
            - r: {raise: {error: {type: 'https://example.com/e', status: 418, title: Teapot}}}
          catch:
            errors: {with: {title: Teapot}}
            do:
              - s: {set: {tea: 1}}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    tea: 1
    """

  Scenario: A jump goes on with another input
    Given a workflow with definition:
    """yaml
    do:
      - a: {set: {n: 1}}
      - w: {listen: {to: {one: {with: {type: never}}}}}
      - z: {set: {r: 2}}
    """
    When the workflow is executed
    When it jumps to 'z'
    Then the workflow should complete with output:
    """yaml
    r: 2
    """

  Scenario: A skipped listener takes no more events
    Given a workflow with definition:
    """yaml
    do:
      - l: {listen: {to: {one: {with: {type: go}}}}}
      - m: {listen: {to: {one: {with: {type: go}}}}}
    """
    When the workflow is executed
    When the task 'l' is skipped with output:
    """yaml
    []
    """
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

  Scenario: Numbers keep what they are
    Given a workflow with definition:
    """yaml
    do:
      - a: {set: {big: 9007199254740993, half: 0.5, none: 0}}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    big: 9007199254740993
    half: 0.5
    none: 0
    """

  Scenario: Texts of all the world
    Given a workflow with definition:
    """yaml
    do:
      - a: {set: {word: '${ "größe 😀 " + .w }'}}
    """
    And given the workflow input is:
    """yaml
    w: 水
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    word: größe 😀 水
    """
