create table meters (id int primary key, customer text not null, kwh numeric not null);
insert into meters values (1, 'Ada', 12.5), (2, 'Bob', 0), (3, 'Cay', 130);

create table invoices (
  meter int, day date, customer text not null, cents int not null, primary key (meter, day));

create table nights (
  job text primary key, status text not null, tasks int not null, failed int not null);
