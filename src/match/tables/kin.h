// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

#ifndef MALINES_MATCH_TABLES_KIN_H
#define MALINES_MATCH_TABLES_KIN_H

// kin.h — short forms of given names, and the national forms of East Slavic ones, in groups: data, not code. Folded forms.
// Words of one group are taken for the same name, a little less surely than two spellings. Source: general knowledge of
// naming in the languages; forms that stand for several names are in the group where they are heard most.

enum { KIN_OF_MOHAMED = 80 };
#define KIN_GROUPS                                                                                                   \
    {"william", 1}, {"bill", 1}, {"billy", 1}, {"will", 1}, {"willy", 1}, {"willem", 1}, {"wim", 1}, {"pim", 1},     \
    {"robert", 2}, {"bob", 2}, {"bobby", 2}, {"rob", 2}, {"robbie", 2}, {"bert", 2},                                 \
    {"richard", 3}, {"dick", 3}, {"rick", 3}, {"ricky", 3}, {"rich", 3},                                             \
    {"theodore", 4}, {"ted", 4}, {"teddy", 4}, {"theo", 4}, {"edward", 5}, {"ed", 5}, {"eddie", 5}, {"eduard", 5},   \
    {"benjamin", 6}, {"ben", 6}, {"benny", 6}, {"benji", 6}, {"james", 7}, {"jim", 7}, {"jimmy", 7}, {"jamie", 7},   \
    {"john", 8}, {"jack", 8}, {"johnny", 8}, {"jonny", 8}, {"joseph", 9}, {"joe", 9}, {"joey", 9}, {"jef", 9},       \
    {"michael", 10}, {"mike", 10}, {"mick", 10}, {"mickey", 10}, {"thomas", 11}, {"tom", 11}, {"tommy", 11},         \
    {"charles", 12}, {"charlie", 12}, {"chuck", 12}, {"karel", 12}, {"daniel", 13}, {"dan", 13}, {"danny", 13},      \
    {"samuel", 14}, {"sam", 14}, {"sammy", 14}, {"anthony", 15}, {"tony", 15}, {"antoine", 15}, {"antoon", 15}, {"toon", 15}, {"anton", 15}, \
    {"andrew", 16}, {"andy", 16}, {"drew", 16}, {"matthew", 17}, {"matt", 17}, {"christopher", 18}, {"chris", 18}, {"kit", 18}, \
    {"nicholas", 19}, {"nick", 19}, {"nicky", 19}, {"steven", 20}, {"stephen", 20}, {"steve", 20},                   \
    {"jeffrey", 21}, {"jeff", 21}, {"gregory", 22}, {"greg", 22}, {"kenneth", 23}, {"ken", 23}, {"kenny", 23},       \
    {"ronald", 24}, {"ron", 24}, {"ronnie", 24}, {"donald", 25}, {"don", 25}, {"gerald", 26}, {"gerry", 26}, {"jerry", 26}, \
    {"lawrence", 27}, {"larry", 27}, {"laurence", 27}, {"patrick", 28}, {"pat", 28}, {"paddy", 28}, {"timothy", 29}, {"tim", 29}, \
    {"elizabeth", 30}, {"liz", 30}, {"beth", 30}, {"betty", 30}, {"lisa", 30}, {"elisabeth", 30}, {"els", 30}, {"liesbeth", 30}, \
    {"margaret", 31}, {"maggie", 31}, {"peggy", 31}, {"meg", 31}, {"katherine", 32}, {"catherine", 32}, {"kate", 32}, {"kathy", 32}, {"cathy", 32}, {"katie", 32}, \
    {"susan", 33}, {"sue", 33}, {"suzy", 33}, {"jennifer", 34}, {"jen", 34}, {"jenny", 34}, {"rebecca", 35}, {"becky", 35}, \
    {"deborah", 36}, {"debbie", 36}, {"victoria", 37}, {"vicky", 37}, {"patricia", 38}, {"patty", 38}, {"tricia", 38}, \
    {"barbara", 39}, {"barb", 39}, {"jose", 40}, {"pepe", 40}, {"josep", 40}, {"pep", 40}, {"francisco", 41}, {"paco", 41}, {"pancho", 41}, {"curro", 41}, {"kiko", 41}, {"francesc", 41}, \
    {"ignacio", 42}, {"nacho", 42}, {"jesus", 43}, {"chus", 43}, {"manuel", 44}, {"manolo", 44}, {"manu", 44}, {"enrique", 45}, {"quique", 45}, {"kike", 45}, \
    {"dolores", 46}, {"lola", 46}, {"concepcion", 47}, {"concha", 47}, {"conchita", 47}, {"rosario", 48}, {"charo", 48}, {"pilar", 49}, {"pili", 49}, \
    {"guillermo", 50}, {"memo", 50}, {"guille", 50}, {"alejandro", 51}, {"alex", 51}, {"alejandra", 51}, {"eduardo", 52}, {"lalo", 52}, {"edu", 52}, \
    {"roberto", 53}, {"beto", 53}, {"fernando", 54}, {"nando", 54}, {"jorge", 55}, {"jordi", 55}, {"santiago", 56}, {"santi", 56}, {"gregorio", 57}, {"goyo", 57}, \
    {"johannes", 58}, {"jan", 58}, {"hans", 58}, {"johan", 58}, {"jean", 58}, {"hannes", 58}, {"pieter", 59}, {"piet", 59}, {"peter", 59}, {"pete", 59}, {"pierre", 59}, \
    {"hendrik", 60}, {"henk", 60}, {"henri", 60}, {"rik", 60}, {"cornelis", 61}, {"kees", 61}, {"cees", 61}, {"jacobus", 62}, {"jaap", 62}, {"jacob", 62}, {"koos", 62}, \
    {"frans", 63}, {"franciscus", 63}, {"francois", 63}, {"gerardus", 64}, {"gerard", 64}, {"gerrit", 64}, {"geert", 64}, {"wilhelmus", 1}, {"guillaume", 1}, \
    {"frederic", 65}, {"fred", 65}, {"frederik", 65}, {"freddy", 65}, {"alexandre", 66}, {"sander", 66}, {"nicolas", 67}, {"nico", 67}, {"klaas", 67}, {"nicolaas", 67}, \
    {"heinrich", 68}, {"heinz", 68}, {"friedrich", 69}, {"fritz", 69}, {"georg", 70}, {"jorg", 70}, {"schorsch", 70}, {"joachim", 71}, {"jochen", 71}, {"achim", 71}, \
    {"maximilian", 72}, {"max", 72}, {"sebastian", 73}, {"basti", 73}, {"katharina", 74}, {"kathi", 74}, {"kathrin", 74}, {"giuseppe", 75}, {"beppe", 75}, {"giovanni", 76}, {"gianni", 76}, \
    {"mohamed", 80}, {"mehmet", 80}, {"mohammed", 80}, {"muhammad", 80}, {"mohammad", 80}, {"mamadou", 80}, {"mamadu", 80}, {"magomed", 80}, {"mahomed", 80}, {"mohammadu", 80}, {"محمد", 80}, {"moha", 80}, {"mohand", 80}, {"moh", 80}, {"hamou", 80}, {"abderrahmane", 81}, {"abdou", 82}, {"fatima", 83}, {"fatma", 83}, {"fati", 83}, {"fadma", 83}, {"fatna", 83}, \
    {"aicha", 84}, {"aichatou", 84}, {"ahmed", 85}, {"hmed", 85}, {"hmida", 85}, {"hassan", 86}, {"lahcen", 86}, {"lahsen", 86}, {"lhassan", 86}, {"lahssen", 86}, {"alhassan", 86}, {"hsain", 87}, {"lhoussaine", 87}, {"houcine", 87}, {"lahoucine", 87}, {"hussein", 87}, {"elhoussaine", 87}, \
    {"youssef", 88}, {"yousfi", 89}, {"mustafa", 90}, {"mustapha", 90}, {"stouf", 90}, {"brahim", 91}, {"ibrahim", 91}, {"smail", 92}, {"ismail", 92}, {"abdelkader", 93}, {"kada", 93}, \
    {"aleksandr", 100}, {"alexander", 100}, {"sasha", 100}, {"oleksandr", 100}, {"aliaksandr", 100}, {"sacha", 100}, {"александр", 100}, {"олександр", 100}, {"аляксандр", 100}, {"саша", 100}, \
    {"aleksey", 101}, {"alexey", 101}, {"aleksei", 101}, {"alexei", 101}, {"oleksiy", 101}, {"oleksii", 101}, {"aliaksei", 101}, {"lyosha", 101}, {"алексей", 101}, {"олексій", 101}, {"аляксей", 101}, \
    {"vladimir", 102}, {"volodymyr", 102}, {"uladzimir", 102}, {"volodya", 102}, {"vova", 102}, {"владимир", 102}, {"володимир", 102}, {"уладзімір", 102}, \
    {"mikhail", 103}, {"mykhailo", 103}, {"mihail", 103}, {"mikhas", 103}, {"misha", 103}, {"михаил", 103}, {"михайло", 103}, {"міхаіл", 103}, \
    {"nikolai", 104}, {"nikolay", 104}, {"mykola", 104}, {"mikalai", 104}, {"mikalay", 104}, {"kolya", 104}, {"николай", 104}, {"микола", 104}, {"мікалай", 104}, \
    {"dmitri", 105}, {"dmitry", 105}, {"dmitriy", 105}, {"dmytro", 105}, {"dzmitry", 105}, {"zmicer", 105}, {"dima", 105}, {"mitya", 105}, {"дмитрий", 105}, {"дмитро", 105}, {"дзмітрый", 105}, {"зміцер", 105}, \
    {"sergei", 106}, {"sergey", 106}, {"serhiy", 106}, {"serhii", 106}, {"siarhei", 106}, {"siarhey", 106}, {"seryozha", 106}, {"сергей", 106}, {"сергій", 106}, {"сяргей", 106}, \
    {"evgeny", 107}, {"yevgeny", 107}, {"evgeni", 107}, {"yevgeniy", 107}, {"yevhen", 107}, {"yauhen", 107}, {"zhenya", 107}, {"евгений", 107}, {"євген", 107}, {"яўген", 107}, \
    {"ekaterina", 108}, {"yekaterina", 108}, {"kateryna", 108}, {"katsiaryna", 108}, {"katya", 108}, {"екатерина", 108}, {"катерина", 108}, {"кацярына", 108}, \
    {"elena", 109}, {"yelena", 109}, {"olena", 109}, {"alena", 109}, {"lena", 109}, {"елена", 109}, {"олена", 109}, {"алена", 109}, \
    {"andrei", 110}, {"andrey", 110}, {"andriy", 110}, {"andrii", 110}, {"андрей", 110}, {"андрій", 110}, {"pavel", 111}, {"pavlo", 111}, {"pasha", 111}, {"павел", 111}, {"павло", 111}, \
    {"petr", 112}, {"pyotr", 112}, {"petro", 112}, {"piotr", 112}, {"петр", 112}, {"петро", 112}, {"ivan", 113}, {"vanya", 113}, {"иван", 113}, {"іван", 113}, \
    {"konstantin", 114}, {"kostya", 114}, {"kostiantyn", 114}, {"kanstantsin", 114}, {"константин", 114}, {"костянтин", 114}, {"viktor", 115}, {"vitya", 115}, {"виктор", 115}, {"віктор", 115}, \
    {"anatoly", 116}, {"anatoliy", 116}, {"tolya", 116}, {"анатолий", 116}, {"анатолій", 116}, {"igor", 117}, {"ihor", 117}, {"ihar", 117}, {"игорь", 117}, {"ігор", 117}, {"ігар", 117}, \
    {"oleg", 118}, {"oleh", 118}, {"aleh", 118}, {"олег", 118}, {"алег", 118}, {"grigory", 119}, {"hryhoriy", 119}, {"grisha", 119}, {"ryhor", 119}, {"григорий", 119}, {"григорій", 119}, \
    {"georgy", 120}, {"heorhiy", 120}, {"zhora", 120}, {"георгий", 120}, {"георгій", 120}, {"olga", 121}, {"olha", 121}, {"volha", 121}, {"olya", 121}, {"ольга", 121}, {"вольга", 121}, \
    {"tatiana", 122}, {"tatyana", 122}, {"tetiana", 122}, {"tatsiana", 122}, {"tanya", 122}, {"татьяна", 122}, {"тетяна", 122}, {"таццяна", 122}, \
    {"natalia", 123}, {"natalya", 123}, {"nataliya", 123}, {"natallia", 123}, {"natasha", 123}, {"наталья", 123}, {"наталія", 123}, {"наталля", 123}, \
    {"anna", 124}, {"hanna", 124}, {"anya", 124}, {"анна", 124}, {"ганна", 124}, {"irina", 125}, {"iryna", 125}, {"ira", 125}, {"ирина", 125}, {"ірина", 125}, {"ірына", 125}, \
    {"svetlana", 126}, {"svitlana", 126}, {"sviatlana", 126}, {"sveta", 126}, {"светлана", 126}, {"світлана", 126}, {"yulia", 127}, {"yuliya", 127}, {"iuliia", 127}, {"юлия", 127}, {"юлія", 127}, \
    {"roman", 128}, {"рома", 128}, {"nikita", 129}, {"mykyta", 129}, {"никита", 129}, {"микита", 129}, {"vasily", 130}, {"vasyl", 130}, {"vasil", 130}, {"vasya", 130}, {"василий", 130}, {"василь", 130}, \
    {"ri", 300}, {"li", 300}, {"yi", 300}, {"lee", 300}, {"rhee", 300}, {"pak", 301}, {"park", 301}, {"bak", 301}, {"choe", 302}, {"choi", 302}, \
    {"choy", 302}, {"jong", 303}, {"chong", 303}, {"jung", 303}, {"chung", 303}, {"jeong", 303}, {"jang", 304}, {"chang", 304}, {"jo", 305}, \
    {"cho", 305}, {"ryu", 306}, {"yu", 306}, {"yoo", 306}, {"ryoo", 306}, {"rim", 307}, {"lim", 307}, {"im", 307}, {"yim", 307}, {"paek", 308}, \
    {"baek", 308}, {"paik", 308}, {"baik", 308}, {"sin", 309}, {"shin", 309}, {"kwon", 310}, {"gwon", 310}, {"ko", 311}, {"go", 311}, {"koh", 311}, \
    {"mun", 312}, {"moon", 312}, {"so", 313}, {"seo", 313}, {"suh", 313}, {"yun", 314}, {"yoon", 314}, {"youn", 314}, {"son", 315}, {"sohn", 315}, \
    {"u", 316}, {"woo", 316}, {"chu", 317}, {"ju", 317}, {"joo", 317}, {"yang", 318}, {"ryang", 318}, {"no", 319}, {"ro", 319}, {"noh", 319}, \
    {"roh", 319}, {"chol", 320}, {"chul", 320}, {"cheol", 320}, {"kyong", 321}, {"kyung", 321}, {"gyeong", 321}, {"song", 322}, {"sung", 322}, \
    {"seong", 322}, {"hyon", 323}, {"hyun", 323}, {"hyeon", 323}, {"un", 324}, {"eun", 324}, {"hui", 325}, {"hee", 325}, {"yong", 326}, \
    {"young", 326}, {"yeong", 326}, {"ali", 327}, {"cali", 327}, {"علي", 327}, {"abdi", 328}, {"cabdi", 328}, {"عبدي", 328}, {"omar", 329}, \
    {"umar", 329}, {"oumar", 329}, {"cumar", 329}, {"عمر", 329}, {"caasha", 84}, {"aisha", 84}, {"عايشة", 84}, {"xasan", 86}, {"osman", 330}, \
    {"othman", 330}, {"uthman", 330}, {"cismaan", 330}, {"عثمان", 330}, {"abdullahi", 331}, {"cabdullahi", 331}, {"issa", 332}, {"isa", 332}, \
    {"ciise", 332}, {"عيسي", 332}, {"farah", 333}, {"faarax", 333}, {"axmed", 85}, {"maxamed", 80}, {"mhamed", 80}, {"mahmoud", 334}, \
    {"mahmud", 334}, {"maxamuud", 334}, {"محمود", 334}, {"said", 335}, {"saeed", 335}, {"saciid", 335}, {"سعيد", 335}, {"jama", 336}, \
    {"jaamac", 336}, {"aden", 337}, {"adan", 337}, {"aadan", 337}, {"yuusuf", 88}, {"ibraahim", 91}, {"xuseen", 87}, {"hocine", 87}, {"hussain", 87}, \
    {"abdirahman", 338}, {"cabdiraxmaan", 338}, {"salah", 339}, {"saalax", 339}, {"inaki", 42}, {"ignasi", 42}, {"xose", 40}, {"joseba", 40}, \
    {"javier", 340}, {"xabier", 340}, {"xavier", 340}, {"xavi", 340}, {"miguel", 341}, {"mikel", 341}, {"miquel", 341}, {"pedro", 342}, \
    {"kepa", 342}, {"pere", 342}, {"juan", 343}, {"jon", 343}, {"joan", 343}, {"xoan", 343}, {"josu", 43}, {"antonio", 344}, {"andoni", 344}, \
    {"antoni", 344}, {"luis", 345}, {"koldo", 345}, {"lluis", 345}, {"gorka", 55}, {"pablo", 346}, {"pau", 346}, {"ferran", 54}, {"enric", 45}, \
    {"guillem", 50}, {"carlos", 347}, {"carles", 347}, {"jaime", 348}, {"jaume", 348}, {"maria", 349}, {"miren", 349}, {"andres", 350}, \
    {"andreu", 350}, {"felipe", 351}, {"felip", 351}, {"esteban", 352}, {"esteve", 352}, {"vicente", 353}, {"vicent", 353}, {"alfonso", 354}, \
    {"alfons", 354}, {"mbarek", 355}, {"embarek", 355}, {"barek", 355}, {"mubarak", 355}, {"boubker", 356}, {"boubaker", 356}, {"aboubakr", 356}, \
    {"aboubakar", 356}, {"abubakar", 356}, {"abubakr", 356}, {"boubacar", 356}, {"بوبكر", 356}, {"zohra", 357}, {"zahra", 357}, {"rkia", 358}, \
    {"roqaya", 358}, {"ruqayya", 358}, {"rokia", 358}, {"رقية", 358}, {"driss", 359}, {"idris", 359}, {"idriss", 359}, {"ادريس", 359}, \
    {"thami", 360}, {"touhami", 360}, {"lhaj", 361}, {"elhaj", 361}


#endif
