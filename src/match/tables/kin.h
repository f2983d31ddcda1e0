// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

#ifndef MALINES_MATCH_TABLES_KIN_H
#define MALINES_MATCH_TABLES_KIN_H

// kin.h — short forms of given names, and the national forms of East Slavic ones, in groups: data, not code. Folded forms.
// Words of one group are taken for the same name, a little less surely than two spellings. Source: general knowledge of
// naming in the languages; forms that stand for several names are in the group where they are heard most.

// The groups of Arabic names (80 to 93, and from 300 on) are each one name in its scripts and romanisations (the servants of God, from 479 on, with their article and without, where the name alone is in no group: Hamid is short for Abdelhamid): two of them are two
// names, however near (Hamid, Hamdi; Anas, Anis; Omar, Ammar). What is written for either is in none.
enum { KIN_OF_MOHAMED = 80, KIN_OF_HASAN = 86, KIN_OF_HUSAYN = 87, KIN_ARABIC_FROM = 80, KIN_ARABIC_TO = 93, KIN_OF_ONE = 290, KIN_ARABIC_MORE = 300 };
// Short forms of two names at once: of Juan Manuel and of Juan Pedro each is a Juan (one group), and by the second neither is the other. Source as above.
#define OF_TWO {"juanjo", 1}, {"juanma", 2}, {"juanpe", 3}, {"juanlu", 4}, {"chema", 5}, {"josema", 5}, {"josemi", 6}
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
    {"caasha", 84}, {"aisha", 84}, {"عايشة", 84}, {"xasan", 86}, {"axmed", 85}, {"maxamed", 80}, {"mhamed", 80}, {"yuusuf", 88}, {"ibraahim", 91}, {"xuseen", 87}, {"hocine", 87}, {"hussain", 87}, {"inaki", 42}, {"ignasi", 42}, {"xose", 40}, {"joseba", 40}, {"josu", 43}, {"gorka", 55}, {"ferran", 54}, {"enric", 45}, {"guillem", 50}, \
    {"1", 290}, {"i", 290}, {"ri", 200}, {"li", 200}, {"yi", 200}, {"lee", 200}, {"rhee", 200}, {"pak", 201}, {"park", 201}, {"bak", 201}, {"choe", 202}, {"choi", 202}, \
    {"choy", 202}, {"jong", 203}, {"chong", 203}, {"jung", 203}, {"chung", 203}, {"jeong", 203}, {"jang", 204}, {"chang", 204}, {"jo", 205}, \
    {"cho", 205}, {"ryu", 206}, {"yu", 206}, {"yoo", 206}, {"ryoo", 206}, {"rim", 207}, {"lim", 207}, {"im", 207}, {"yim", 207}, {"paek", 208}, \
    {"baek", 208}, {"paik", 208}, {"baik", 208}, {"sin", 209}, {"shin", 209}, {"kwon", 210}, {"gwon", 210}, {"ko", 211}, {"go", 211}, {"koh", 211}, \
    {"mun", 212}, {"moon", 212}, {"so", 213}, {"seo", 213}, {"suh", 213}, {"yun", 214}, {"yoon", 214}, {"youn", 214}, {"son", 215}, {"sohn", 215}, \
    {"u", 216}, {"woo", 216}, {"chu", 217}, {"ju", 217}, {"joo", 217}, {"yang", 218}, {"ryang", 218}, {"no", 219}, {"ro", 219}, {"noh", 219}, \
    {"roh", 219}, {"chol", 220}, {"chul", 220}, {"cheol", 220}, {"kyong", 221}, {"kyung", 221}, {"gyeong", 221}, {"song", 222}, {"sung", 222}, \
    {"seong", 222}, {"hyon", 223}, {"hyun", 223}, {"hyeon", 223}, {"un", 224}, {"eun", 224}, {"hui", 225}, {"hee", 225}, {"yong", 226}, \
    {"young", 226}, {"yeong", 226}, {"pedro", 240}, {"kepa", 240}, {"pere", 240}, {"miguel", 241}, {"mikel", 241}, {"miquel", 241}, {"javier", 242}, \
    {"xabier", 242}, {"xavier", 242}, {"xavi", 242}, {"juan", 243}, {"jon", 243}, {"joan", 243}, {"xoan", 243}, {"luis", 244}, {"koldo", 244}, \
    {"lluis", 244}, {"pablo", 245}, {"pau", 245}, {"carlos", 246}, {"carles", 246}, {"jaime", 247}, {"jaume", 247}, {"maria", 248}, {"miren", 248}, \
    {"andres", 249}, {"andreu", 249}, {"felipe", 250}, {"felip", 250}, {"esteban", 251}, {"esteve", 251}, {"vicente", 252}, {"vicent", 252}, \
    {"alfonso", 253}, {"alfons", 253}, {"ali", 300}, {"cali", 300}, {"علي", 300}, {"abdi", 301}, {"cabdi", 301}, {"عبدي", 301}, {"omar", 302}, \
    {"umar", 302}, {"oumar", 302}, {"omer", 302}, {"cumar", 302}, {"عمر", 302}, {"osman", 303}, {"othman", 303}, {"uthman", 303}, {"cismaan", 303}, \
    {"عثمان", 303}, {"issa", 305}, {"isa", 305}, {"aissa", 305}, {"ciise", 305}, {"عيسي", 305}, \
    {"farah", 306}, {"faarax", 306}, {"فرح", 306}, {"jama", 307}, {"jaamac", 307}, {"جامع", 307}, {"aden", 308}, {"adan", 308}, {"aadan", 308}, \
    {"abdirahman", 81}, {"cabdiraxmaan", 81}, {"salah", 310}, {"saalax", 310}, {"صلاح", 310}, {"mbarek", 311}, {"embarek", 311}, {"barek", 311}, \
    {"mubarak", 311}, {"مبارك", 311}, {"boubker", 312}, {"boubaker", 312}, {"aboubakr", 312}, {"aboubakar", 312}, {"abubakar", 312}, \
    {"abubakr", 312}, {"boubacar", 312}, {"zohra", 313}, {"زهرة", 313}, {"rkia", 314}, {"roqaya", 314}, {"ruqayya", 314}, {"rokia", 314}, \
    {"رقية", 314}, {"driss", 315}, {"idris", 315}, {"idriss", 315}, {"ادريس", 315}, {"thami", 316}, {"touhami", 316}, {"تهامي", 316}, {"hamid", 317}, \
    {"hameed", 317}, {"حميد", 317}, {"hammad", 319}, {"حماد", 319}, {"hamdi", 320}, {"حمدي", 320}, {"hamada", 321}, \
    {"حمادة", 321}, {"hamidi", 322}, {"حميدي", 322}, {"hammadi", 323}, {"حمادي", 323}, {"mahmoud", 324}, {"mahmud", 324}, {"mahmood", 324}, \
    {"maxamuud", 324}, {"محمود", 324}, {"husayn", 87}, {"husein", 87}, {"hoceine", 87}, {"hossein", 87}, {"حسين", 87}, {"hosni", 325}, \
    {"husni", 325}, {"housni", 325}, {"hassani", 326}, {"hasani", 326}, {"ihsan", 327}, {"احسان", 327}, {"mohsen", 328}, {"mohsin", 328}, \
    {"muhsin", 328}, {"محسن", 328}, {"hassoun", 329}, {"حسون", 329}, {"salman", 330}, {"سلمان", 330}, {"sliman", 331}, {"slimane", 331}, \
    {"suleiman", 331}, {"soulaimane", 331}, {"sulaiman", 331}, {"sulayman", 331}, {"suleyman", 331}, {"سليمان", 331}, {"salam", 332}, {"سلام", 332}, \
    {"muslim", 333}, {"مسلم", 333}, {"salim", 334}, {"selim", 334}, {"saleem", 334}, {"سليم", 334}, {"karim", 335}, {"kareem", 335}, {"كريم", 335}, \
    {"karam", 336}, {"كرم", 336}, {"akram", 337}, {"ekrem", 337}, {"اكرم", 337}, {"ikram", 338}, {"اكرام", 338}, {"jamal", 339}, {"djamel", 339}, \
    {"djamal", 339}, {"gamal", 339}, {"yamal", 339}, {"جمال", 339}, {"jamil", 340}, {"djamil", 340}, {"gamil", 340}, {"yamil", 340}, {"جميل", 340}, \
    {"jalal", 341}, {"djalal", 341}, {"djelal", 341}, {"جلال", 341}, {"jalil", 342}, {"djalil", 342}, {"جليل", 342}, {"rachid", 343}, \
    {"rashid", 343}, {"raschid", 343}, {"رشيد", 343}, {"rachad", 344}, {"rashad", 344}, {"رشاد", 344}, {"ammar", 345}, {"عمار", 345}, {"amir", 346}, \
    {"emir", 346}, {"امير", 346}, {"imran", 347}, {"imrane", 347}, {"عمران", 347}, {"said", 348}, {"saeed", 348}, {"saciid", 348}, {"سعيد", 348}, \
    {"saad", 349}, {"سعد", 349}, {"saadi", 350}, {"سعدي", 350}, {"saoud", 351}, {"saud", 351}, {"سعود", 351}, {"masoud", 352}, {"messaoud", 352}, \
    {"masud", 352}, {"masood", 352}, {"مسعود", 352}, {"khalid", 353}, {"khaled", 353}, {"jalid", 353}, {"خالد", 353}, {"khalil", 354}, {"خليل", 354}, \
    {"walid", 355}, {"oualid", 355}, {"waleed", 355}, {"وليد", 355}, {"khaldoun", 356}, {"khaldun", 356}, {"خلدون", 356}, {"younes", 357}, \
    {"younis", 357}, {"younus", 357}, {"yunus", 357}, {"يونس", 357}, {"anas", 358}, {"انس", 358}, {"anis", 359}, {"anees", 359}, {"انيس", 359}, \
    {"yassin", 360}, {"yassine", 360}, {"yasin", 360}, {"ياسين", 360}, {"yassir", 361}, {"yasser", 361}, {"yasir", 361}, {"ياسر", 361}, \
    {"farid", 362}, {"fareed", 362}, {"فريد", 362}, {"farouk", 363}, {"faruq", 363}, {"farooq", 363}, {"فاروق", 363}, {"fouad", 364}, {"fuad", 364}, \
    {"فواد", 364}, {"fahd", 365}, {"fahad", 365}, {"فهد", 365}, {"mounir", 366}, {"munir", 366}, {"mouneer", 366}, {"منير", 366}, {"amin", 367}, \
    {"amine", 367}, {"ameen", 367}, {"امين", 367}, {"mimoun", 368}, {"maimoun", 368}, {"ميمون", 368}, {"mourad", 369}, {"murad", 369}, {"مراد", 369}, \
    {"marwan", 370}, {"marouane", 370}, {"marwane", 370}, {"مروان", 370}, {"tarik", 371}, {"tariq", 371}, {"tarek", 371}, {"طارق", 371}, \
    {"taoufik", 372}, {"tawfiq", 372}, {"toufik", 372}, {"توفيق", 372}, {"hicham", 373}, {"hisham", 373}, {"هشام", 373}, {"hachem", 374}, \
    {"hashim", 374}, {"hashem", 374}, {"هاشم", 374}, {"houssam", 375}, {"hossam", 375}, {"husam", 375}, {"حسام", 375}, {"hakim", 376}, \
    {"hakeem", 376}, {"حكيم", 376}, {"nasser", 377}, {"nasir", 377}, {"naser", 377}, {"ناصر", 377}, {"nassim", 378}, {"nasim", 378}, {"نسيم", 378}, \
    {"naim", 379}, {"naeem", 379}, {"نعيم", 379}, {"nabil", 380}, {"nabeel", 380}, {"نبيل", 380}, {"nadir", 381}, {"nadeer", 381}, {"bilal", 382}, \
    {"belal", 382}, {"بلال", 382}, {"badr", 383}, {"بدر", 383}, {"latifa", 384}, {"لطيفة", 384}, {"fatiha", 385}, {"فتيحة", 385}, {"samira", 386}, \
    {"سميرة", 386}, {"samia", 387}, {"سامية", 387}, {"salima", 388}, {"سليمة", 388}, {"salma", 389}, {"سلمي", 389}, {"nadia", 390}, {"نادية", 390}, \
    {"najia", 391}, {"ناجية", 391}, {"najat", 392}, {"نجاة", 392}, {"nawal", 393}, {"naoual", 393}, {"نوال", 393}, {"naima", 394}, {"نعيمة", 394}, \
    {"hanane", 395}, {"hanan", 395}, {"حنان", 395}, {"hind", 396}, {"هند", 396}, {"amina", 397}, {"امينة", 397}, {"amal", 398}, {"امل", 398}, \
    {"imane", 399}, {"iman", 399}, {"ايمان", 399}, {"asma", 400}, {"اسما", 400}, {"souad", 401}, {"suad", 401}, {"سعاد", 401}, {"saida", 402}, \
    {"سعيدة", 402}, {"zineb", 403}, {"zaynab", 403}, {"zainab", 403}, {"زينب", 403}, {"houda", 404}, {"huda", 404}, {"هدي", 404}, {"hayat", 405}, \
    {"حياة", 405}, {"leila", 406}, {"laila", 406}, {"layla", 406}, {"ليلي", 406}, {"mouna", 407}, {"muna", 407}, {"مني", 407}, {"mounia", 408}, \
    {"منية", 408}, {"malika", 409}, {"مليكة", 409}, {"karima", 410}, {"كريمة", 410}, {"rachida", 411}, {"رشيدة", 411}, {"farida", 412}, \
    {"فريدة", 412}, {"nabila", 413}, {"نبيلة", 413}, {"jamila", 414}, {"yamila", 414}, {"djamila", 414}, {"جميلة", 414}, \
    {"yamina", 415}, {"yamna", 415}, {"يمينة", 415}, {"nasr", 416}, {"نصر", 416}, {"ayman", 417}, {"aymen", 417}, {"aiman", 417}, {"ايمن", 417}, \
    {"zaid", 418}, {"zayd", 418}, {"zaied", 418}, {"زيد", 418}, {"yazid", 419}, {"يزيد", 419}, {"jihad", 420}, {"djihad", 420}, {"cihat", 420}, \
    {"جهاد", 420}, {"jawad", 421}, {"jaouad", 421}, {"djaouad", 421}, {"جواد", 421}, {"nour", 422}, {"nur", 422}, {"noor", 422}, {"نور", 422}, \
    {"noura", 423}, {"nora", 423}, {"نورة", 423}, {"faisal", 424}, {"faysal", 424}, {"fayçal", 424}, {"faycal", 424}, {"feisal", 424}, {"فيصل", 424}, \
    {"fadel", 425}, {"fadil", 425}, {"فاضل", 425}, {"reda", 426}, {"rida", 426}, {"ridha", 426}, {"رضا", 426}, {"redouane", 427}, {"ridwan", 427}, \
    {"radouane", 427}, {"redwan", 427}, {"رضوان", 427}, {"mariam", 428}, {"maryam", 428}, {"meriem", 428}, {"meryem", 428}, {"مريم", 428}, \
    {"zaki", 429}, {"zeki", 429}, {"زكي", 429}, {"adil", 430}, {"adel", 430}, {"عادل", 430}, {"cemal", 339}, {"cemil", 340}, {"celal", 341}, \
    {"ahmet", 85}, {"muhammet", 80}, {"khadija", 431}, {"hatice", 431}, {"khadidja", 431}, {"jadiya", 431}, {"خديجة", 431}, {"ayse", 84}, \
    {"zeynep", 403}, {"emine", 397}, {"halit", 353}, {"resit", 343}, {"mahmut", 324}, {"murat", 369}, {"yusuf", 88}, {"hasan", 86}, {"huseyin", 87}, \
    {"kerim", 335}, {"rajab", 432}, {"recep", 432}, {"redjeb", 432}, {"رجب", 432}, {"tarık", 371}, {"sait", 348}, {"velit", 355}, {"faruk", 363}, \
    {"samir", 433}, {"sameer", 433}, {"سمير", 433}, {"fadi", 434}, {"فادي", 434}, {"hadi", 435}, {"هادي", 435}, {"mehdi", 436}, {"mahdi", 436}, \
    {"مهدي", 436}, {"mahdia", 437}, {"مهدية", 437}, {"ghassan", 438}, {"غسان", 438}, {"nizar", 439}, {"نزار", 439}, {"anwar", 440}, {"anouar", 440}, \
    {"enver", 440}, {"انور", 440}, {"ashraf", 441}, {"achraf", 441}, {"اشرف", 441}, {"bassam", 442}, {"بسام", 442}, {"bassem", 443}, {"basim", 443}, \
    {"باسم", 443}, {"hani", 444}, {"هاني", 444}, {"hatim", 445}, {"hatem", 445}, {"حاتم", 445}, {"haitham", 446}, {"haytham", 446}, {"هيثم", 446}, \
    {"jaafar", 447}, {"jafar", 447}, {"cafer", 447}, {"جعفر", 447}, {"jaber", 448}, {"jabir", 448}, {"جابر", 448}, {"laith", 449}, {"ليث", 449}, \
    {"lotfi", 450}, {"loutfi", 450}, {"لطفي", 450}, {"mokhtar", 451}, {"mukhtar", 451}, {"مختار", 451}, {"nadim", 452}, {"نديم", 452}, {"rami", 453}, \
    {"رامي", 453}, {"ramzi", 454}, {"رمزي", 454}, {"riad", 455}, {"riyad", 455}, {"رياض", 455}, {"sabri", 456}, {"صبري", 456}, {"sami", 457}, \
    {"سامي", 457}, {"sofiane", 458}, {"sufyan", 458}, {"سفيان", 458}, {"tahar", 459}, {"tahir", 459}, {"طاهر", 459}, {"wael", 460}, {"وائل", 460}, \
    {"wissam", 461}, {"وسام", 461}, {"zouhair", 462}, {"zuhair", 462}, {"زهير", 462}, {"ziad", 463}, {"ziyad", 463}, {"زياد", 463}, \
    {"josefa", 260}, {"pepa", 260}, {"pepita", 260}, {"georges", 261}, {"george", 261}, {"joris", 261}, {"sophie", 262}, {"sofie", 262}, \
    {"sofia", 262}, {"marc", 263}, {"marco", 263}, {"mark", 263}, {"louis", 264}, {"lodewijk", 264}, {"luc", 265}, {"lukas", 265}, {"lucas", 265}, \
    {"philippe", 266}, {"filip", 266}, {"philip", 266}, {"christophe", 267}, {"kristof", 267}, {"christoffel", 267}, {"mathieu", 268}, \
    {"matthijs", 268}, {"mattias", 268}, {"dominique", 269}, {"dominiek", 269}, {"veronique", 270}, {"veronika", 270}, {"abdallah", 464}, \
    {"abdellah", 464}, {"abdullah", 464}, {"abdulla", 464}, {"عبدالله", 464}, {"عبدلله", 464}, {"abdelilah", 465}, {"abdelillah", 465}, \
    {"abdulilah", 465}, {"عبداله", 465}, {"عبدالاله", 465}, {"zakaria", 466}, {"zakariya", 466}, {"zaccaria", 466}, {"zakariae", 466}, \
    {"zekeriya", 466}, {"زكريا", 466}, {"zakia", 467}, {"زكية", 467}, {"bouchra", 468}, {"bushra", 468}, {"بشري", 468}, {"bouchta", 469}, \
    {"tayeb", 470}, {"taieb", 470}, {"tayyib", 470}, {"طيب", 470}, {"اسماعيل", 92}, {"noureddine", 471}, {"nouredine", 471}, {"nureddin", 471}, \
    {"hafid", 472}, {"hafidh", 472}, {"حفيظ", 472}, {"hafida", 473}, {"حفيظة", 473}, {"touria", 474}, {"thuraya", 474}, {"soraya", 474}, \
    {"ثريا", 474}, {"kaoutar", 475}, {"kawthar", 475}, {"كوثر", 475}, {"soukaina", 476}, {"sukaina", 476}, {"ghali", 477}, \
    {"غالي", 477}, {"ghalia", 478}, {"غالية", 478}, \
    {"mercedes", 131}, {"merche", 131}, {"merce", 131}, {"bartholomeus", 132}, {"bart", 132}, {"bartolome", 132}, {"bartholomew", 132}, \
    {"emmanuel", 44}, {"emanuel", 44}, {"sebastien", 73}, {"seb", 73}, {"sebastiaan", 73}, {"lou", 264}, {"jozef", 9}, {"josef", 9}, \
    {"jos", 9}, {"koenraad", 133}, {"koen", 133}, {"conrad", 133}, {"konrad", 133}, {"wouter", 134}, {"wout", 134}, {"gustaaf", 135}, \
    {"gustave", 135}, {"staf", 135}, {"gust", 135}, {"gustavo", 135}, {"gustav", 135}, {"ferdinand", 136}, {"nand", 136}, {"godelieve", 137}, \
    {"lieve", 137}, {"ludovic", 138}, {"ludo", 138}, {"nathalie", 123}, {"natalie", 123}, {"nath", 123}, {"gabriel", 139}, {"gaby", 139}, \
    {"gabi", 139}, {"jacques", 140}, {"jacky", 140}, {"jacquot", 140}, {"consuelo", 141}, {"chelo", 141}, {"rafael", 142}, {"rafa", 142}, \
    {"raphael", 142}, {"rafel", 142}, {"teresa", 143}, {"tere", 143}, {"therese", 143}, {"teresita", 143}, {"joaquin", 144}, {"quino", 144}, \
    {"ximo", 144}, {"joaquim", 144}, {"quim", 144}, {"kino", 144}, {"guadalupe", 145}, {"lupe", 145}, {"isabel", 146}, {"isabelle", 146}, \
    {"isabella", 146}, {"montserrat", 147}, {"montse", 147}, {"encarnacion", 148}, {"encarna", 148}, {"inmaculada", 149}, {"inma", 149}, \
    {"remedios", 150}, {"reme", 150}, {"asuncion", 151}, {"asun", 151}, {"antonio", 15}, {"antoni", 15}, {"andoni", 15}, {"toni", 15}, \
    {"tono", 15}, {"patxi", 41}, {"augustijn", 152}, {"stijn", 152}, {"cornelia", 153}, {"nele", 153}, {"margarita", 31}, {"marguerite", 31}, \
    {"margaretha", 31}, {"margareta", 31}, {"greet", 31}, {"griet", 31}, {"margot", 31}, {"mieke", 248}, {"marijke", 248}, {"geertrui", 154}, \
    {"trui", 154}, {"gertrude", 154}, {"katrien", 32}, {"valerie", 155}, {"val", 155}, {"stephanie", 156}, {"steph", 156}, {"simo", 80}, \
    {"momo", 80}, {"hmad", 85}, {"hmidou", 85}, {"lhou", 87}, {"lhoucine", 87}, {"lhocine", 87}, {"khadouj", 431}, {"khaddouj", 431}, \
    {"trinidad", 160}, {"trini", 160}, {"purificacion", 161}, {"puri", 161}, {"amparo", 163}, {"amparito", 163}, {"begona", 164}, \
    {"bego", 164}, {"abdelrahman", 81}, {"abdulrahman", 81}, {"abdalrahman", 81}, {"abdolrahman", 81}, {"abdrahman", 81}, {"abderrahman", 81}, \
    {"abdurrahman", 81}, {"abdelrahmane", 81}, {"abdulrahmane", 81}, {"abdalrahmane", 81}, {"abdolrahmane", 81}, {"abdrahmane", 81}, \
    {"abdurrahmane", 81}, {"abdelrehman", 81}, {"abdulrehman", 81}, {"abdalrehman", 81}, {"abdolrehman", 81}, {"abdrehman", 81}, \
    {"abderrehman", 81}, {"abdurrehman", 81}, {"abdelrahmaan", 81}, {"abdulrahmaan", 81}, {"abdalrahmaan", 81}, {"abdolrahmaan", 81}, \
    {"abdrahmaan", 81}, {"abderrahmaan", 81}, {"abdurrahmaan", 81}, {"عبدرحمن", 81}, {"عبدالرحمن", 81}, {"عبدرحمان", 81}, {"عبدالرحمان", 81}, \
    {"abdelwahid", 479}, {"abdulwahid", 479}, {"abdalwahid", 479}, {"abdolwahid", 479}, {"abdwahid", 479}, {"abdelwahed", 479}, \
    {"abdulwahed", 479}, {"abdalwahed", 479}, {"abdolwahed", 479}, {"abdwahed", 479}, {"abdelouahid", 479}, {"abdulouahid", 479}, \
    {"abdalouahid", 479}, {"abdolouahid", 479}, {"abdouahid", 479}, {"abdelouahed", 479}, {"abdulouahed", 479}, {"abdalouahed", 479}, \
    {"abdolouahed", 479}, {"abdouahed", 479}, {"عبدواحد", 479}, {"عبدالواحد", 479}, {"abdelwahab", 480}, {"abdulwahab", 480}, \
    {"abdalwahab", 480}, {"abdolwahab", 480}, {"abdwahab", 480}, {"abdelwahhab", 480}, {"abdulwahhab", 480}, {"abdalwahhab", 480}, \
    {"abdolwahhab", 480}, {"abdwahhab", 480}, {"abdelouahab", 480}, {"abdulouahab", 480}, {"abdalouahab", 480}, {"abdolouahab", 480}, \
    {"abdouahab", 480}, {"abdelouahhab", 480}, {"abdulouahhab", 480}, {"abdalouahhab", 480}, {"abdolouahhab", 480}, {"abdouahhab", 480}, \
    {"عبدوهاب", 480}, {"عبدالوهاب", 480}, {"abdelmalek", 481}, {"abdulmalek", 481}, {"abdalmalek", 481}, {"abdolmalek", 481}, \
    {"abdmalek", 481}, {"abdelmalik", 481}, {"abdulmalik", 481}, {"abdalmalik", 481}, {"abdolmalik", 481}, {"abdmalik", 481}, {"عبدمالك", 481}, \
    {"عبدالمالك", 481}, {"عبدملك", 481}, {"عبدالملك", 481}, {"abdelkhalek", 482}, {"abdulkhalek", 482}, {"abdalkhalek", 482}, \
    {"abdolkhalek", 482}, {"abdkhalek", 482}, {"abdelkhaliq", 482}, {"abdulkhaliq", 482}, {"abdalkhaliq", 482}, {"abdolkhaliq", 482}, \
    {"abdkhaliq", 482}, {"abdelkhalik", 482}, {"abdulkhalik", 482}, {"abdalkhalik", 482}, {"abdolkhalik", 482}, {"abdkhalik", 482}, \
    {"abdelkhalak", 482}, {"abdulkhalak", 482}, {"abdalkhalak", 482}, {"abdolkhalak", 482}, {"abdkhalak", 482}, {"عبدخالق", 482}, \
    {"عبدالخالق", 482}, {"abdelhay", 483}, {"abdulhay", 483}, {"abdalhay", 483}, {"abdolhay", 483}, {"abdhay", 483}, {"abdelhayy", 483}, \
    {"abdulhayy", 483}, {"abdalhayy", 483}, {"abdolhayy", 483}, {"abdhayy", 483}, {"abdelhai", 483}, {"abdulhai", 483}, {"abdalhai", 483}, \
    {"abdolhai", 483}, {"abdhai", 483}, {"عبدحي", 483}, {"عبدالحي", 483}, {"abdellatif", 484}, {"abdullatif", 484}, {"abdallatif", 484}, \
    {"abdollatif", 484}, {"abdllatif", 484}, {"abdellateef", 484}, {"abdullateef", 484}, {"abdallateef", 484}, {"abdollateef", 484}, \
    {"abdllateef", 484}, {"عبدللطيف", 484}, {"عبداللطيف", 484}, {"abdelsamad", 485}, {"abdulsamad", 485}, {"abdalsamad", 485}, \
    {"abdolsamad", 485}, {"abdsamad", 485}, {"abdessamad", 485}, {"abdussamad", 485}, {"عبدصمد", 485}, {"عبدالصمد", 485}, {"abdelmajid", 486}, \
    {"abdulmajid", 486}, {"abdalmajid", 486}, {"abdolmajid", 486}, {"abdmajid", 486}, {"abdelmadjid", 486}, {"abdulmadjid", 486}, \
    {"abdalmadjid", 486}, {"abdolmadjid", 486}, {"abdmadjid", 486}, {"abdelmajeed", 486}, {"abdulmajeed", 486}, {"abdalmajeed", 486}, \
    {"abdolmajeed", 486}, {"abdmajeed", 486}, {"عبدمجيد", 486}, {"عبدالمجيد", 486}, {"abdelmoumen", 487}, {"abdulmoumen", 487}, \
    {"abdalmoumen", 487}, {"abdolmoumen", 487}, {"abdmoumen", 487}, {"abdelmoumin", 487}, {"abdulmoumin", 487}, {"abdalmoumin", 487}, \
    {"abdolmoumin", 487}, {"abdmoumin", 487}, {"abdelmumin", 487}, {"abdulmumin", 487}, {"abdalmumin", 487}, {"abdolmumin", 487}, \
    {"abdmumin", 487}, {"عبدمومن", 487}, {"عبدالمومن", 487}, {"abdelmoneim", 488}, {"abdulmoneim", 488}, {"abdalmoneim", 488}, \
    {"abdolmoneim", 488}, {"abdmoneim", 488}, {"abdelmounim", 488}, {"abdulmounim", 488}, {"abdalmounim", 488}, {"abdolmounim", 488}, \
    {"abdmounim", 488}, {"abdelmoniem", 488}, {"abdulmoniem", 488}, {"abdalmoniem", 488}, {"abdolmoniem", 488}, {"abdmoniem", 488}, \
    {"abdelmunim", 488}, {"abdulmunim", 488}, {"abdalmunim", 488}, {"abdolmunim", 488}, {"abdmunim", 488}, {"abdelmouneim", 488}, \
    {"abdulmouneim", 488}, {"abdalmouneim", 488}, {"abdolmouneim", 488}, {"abdmouneim", 488}, {"عبدمنعم", 488}, {"عبدالمنعم", 488}, \
    {"abdelaziz", 489}, {"abdulaziz", 489}, {"abdalaziz", 489}, {"abdolaziz", 489}, {"abdaziz", 489}, {"abdelazeez", 489}, {"abdulazeez", 489}, \
    {"abdalazeez", 489}, {"abdolazeez", 489}, {"abdazeez", 489}, {"عبدعزيز", 489}, {"عبدالعزيز", 489}, {"abdulkader", 93}, {"abdalkader", 93}, \
    {"abdolkader", 93}, {"abdkader", 93}, {"abdelqader", 93}, {"abdulqader", 93}, {"abdalqader", 93}, {"abdolqader", 93}, {"abdqader", 93}, \
    {"abdelqadir", 93}, {"abdulqadir", 93}, {"abdalqadir", 93}, {"abdolqadir", 93}, {"abdqadir", 93}, {"abdelkadir", 93}, {"abdulkadir", 93}, \
    {"abdalkadir", 93}, {"abdolkadir", 93}, {"abdkadir", 93}, {"عبدقادر", 93}, {"عبدالقادر", 93}, {"abdelghani", 490}, {"abdulghani", 490}, \
    {"abdalghani", 490}, {"abdolghani", 490}, {"abdghani", 490}, {"abdelrhani", 490}, {"abdulrhani", 490}, {"abdalrhani", 490}, \
    {"abdolrhani", 490}, {"abdrhani", 490}, {"abdelgani", 490}, {"abdulgani", 490}, {"abdalgani", 490}, {"abdolgani", 490}, {"abdgani", 490}, \
    {"عبدغني", 490}, {"عبدالغني", 490}, \
    {"muhammed", 80}, {"mohamad", 80}, {"mohamet", 80}, {"muhamed", 80}, {"muhamad", 80}, {"mehmed", 80}, {"mouhamed", 80}, \
    {"mouhamad", 80}, {"mohammadou", 80}, {"mouhamadou", 80}, {"muhammadu", 80}, {"magomet", 80}, {"magamed", 80}, {"mukhammad", 80}, \
    {"muxammad", 80}, {"mamadi", 80}, {"mohamadou", 80}, {"ahmad", 85}, {"amadou", 85}, {"amadu", 85}, {"ahmadou", 85}, {"ahmadu", 85}, \
    {"akhmed", 85}, {"akhmad", 85}, {"axmad", 85}, {"احمد", 85}, {"حسن", 86}, {"alassane", 86}, {"lassana", 86}, {"lassine", 86}, \
    {"assane", 86}, {"khasan", 86}, {"gasan", 86}, {"hassane", 86}, {"hacene", 86}, {"hacen", 86}, {"lahcene", 86}, {"ahcene", 86}, \
    {"ahsen", 86}, {"housseini", 87}, {"husejin", 87}, {"hussen", 87}, {"ousseini", 87}, {"ousseynou", 87}, {"alhousseini", 87}, \
    {"alhousseyni", 87}, {"khusein", 87}, {"khuseyn", 87}, {"guseyn", 87}, {"gusein", 87}, {"huseyn", 87}, {"hüseyin", 87}, \
    {"houssine", 87}, {"houssein", 87}, {"houssaine", 87}, {"housseine", 87}, {"husain", 87}, {"elhoucine", 87}, {"hussayn", 87}, \
    {"fatimah", 83}, {"fatema", 83}, {"fatemeh", 83}, {"fatou", 83}, {"fatoumata", 83}, {"fatimata", 83}, {"fatimetou", 83}, \
    {"fatimatou", 83}, {"fadoumo", 83}, {"faadumo", 83}, {"فاطمة", 83}, {"فاطمه", 83}, {"aishah", 84}, {"ayesha", 84}, {"aischa", 84}, \
    {"aichat", 84}, {"aissatou", 84}, {"aissata", 84}, {"aysha", 84}, {"ayşe", 84}, {"عايشه", 84}, {"yousef", 88}, {"yousuf", 88}, \
    {"yousif", 88}, {"youssouf", 88}, {"yussuf", 88}, {"yusef", 88}, {"yousouf", 88}, {"yusup", 88}, {"jusuf", 88}, {"iusuf", 88}, \
    {"joussef", 88}, {"يوسف", 88}, {"mostafa", 90}, {"moustafa", 90}, {"moustapha", 90}, {"mostapha", 90}, {"mustafo", 90}, \
    {"مصطفي", 90}, {"ibrahima", 91}, {"ibragim", 91}, {"ebrahim", 91}, {"ibrahem", 91}, {"ibraheem", 91}, {"ابراهيم", 91}, \
    {"fatimat", 83}, {"patimat", 83}, {"фатимат", 83}, {"патимат", 83}, {"aminat", 397}, {"аминат", 397}, \
    {"khadijat", 431}, {"khadizhat", 431}, {"хадижат", 431}, {"хадиджат", 431}, {"aishat", 84}, {"айшат", 84}, \
    {"mahamoud", 324}, {"mahamud", 324}, {"mohamuud", 324}, {"maxamud", 324}, \
    {"houssain", 87}, {"lhoussain", 87}, {"elhoussain", 87}, {"alhoussain", 87}, {"hossain", 87}, {"houssayn", 87}, \
    {"lhossain", 87}, {"lahoussine", 87}, {"lahoucin", 87}, {"abdelali", 491}, {"abdulali", 491}, {"abdalali", 491}, \
    {"abdelaali", 491}, {"abdelaly", 491}, {"abdolali", 491}, {"عبدالعلي", 491}, {"عبدعلي", 491}, {"عبدالعالي", 491}, \
    {"عبدعالي", 491}, \
    {"ismael", 92}, {"ismaila", 92}, {"ismaeel", 92}, {"ismayil", 92}, {"esmail", 92}, {"esmaeil", 92}, {"smain", 92}, {"aly", 300}, \
    {"ally", 300}, {"alli", 300}, {"umaru", 302}, {"oumarou", 302}, {"ömer", 302}, {"omaru", 302}, {"usman", 303}, {"ousmane", 303}, \
    {"ousman", 303}, {"uthmaan", 303}, {"othmane", 303}, {"otman", 303}, {"otmane", 303}, {"outman", 303}, {"osmane", 303}, \
    {"utman", 303}, {"eissa", 305}, {"essa", 305}, {"ciisa", 305}, {"isse", 305}, {"عيسا", 305}, {"aboubacar", 312}, {"abubaker", 312}, \
    {"boubakar", 312}, {"bakary", 312}, {"bubakar", 312}, {"abubakir", 312}, {"aboubaker", 312}, {"boubakeur", 312}, {"bouker", 312}, \
    {"ابوبكر", 312}, {"idrissa", 315}, {"idriz", 315}, {"idrees", 315}, {"edris", 315}, {"mahmoudou", 324}, {"makhmud", 324}, \
    {"mahmout", 324}, {"souleymane", 331}, {"souleyman", 331}, {"soulayman", 331}, {"soleiman", 331}, {"soleyman", 331}, \
    {"solayman", 331}, {"suleymane", 331}, {"sulejman", 331}, {"süleyman", 331}, {"slimen", 331}, {"slayman", 331}, {"saleban", 331}, \
    {"saleebaan", 331}, {"suleimane", 331}, {"salaam", 332}, {"salime", 334}, {"karime", 335}, {"krim", 335}, {"karame", 336}, \
    {"ikrame", 338}, {"jamel", 339}, {"dzhamal", 339}, {"džemal", 339}, {"dzemal", 339}, {"jamaal", 339}, {"jameel", 340}, \
    {"djemil", 340}, {"jamill", 340}, {"dzhalal", 341}, {"jelal", 341}, {"galal", 341}, {"rasheed", 343}, {"rachide", 343}, \
    {"raşit", 343}, {"rachit", 343}, {"rashaad", 344}, {"saide", 348}, {"saiid", 348}, {"massoud", 352}, {"messaud", 352}, \
    {"masaud", 352}, {"masut", 352}, {"khalide", 353}, {"halid", 353}, {"jaled", 353}, {"khalit", 353}, {"khaleel", 354}, {"halil", 354}, \
    {"xalil", 354}, {"oualide", 355}, {"walide", 355}, {"valid", 355}, {"ouelid", 355}, {"youness", 357}, {"yunis", 357}, \
    {"younous", 357}, {"anass", 358}, {"anaas", 358}, {"aniss", 359}, {"anise", 359}, {"iassin", 360}, {"yacine", 360}, {"yaseen", 360}, \
    {"yasine", 360}, {"iassine", 360}, {"yassien", 360}, {"yaser", 361}, {"yassire", 361}, {"iasir", 361}, {"yacer", 361}, \
    {"faride", 362}, {"farouq", 363}, {"fouade", 364}, {"fuat", 364}, {"mounire", 366}, {"monir", 366}, {"mouneir", 366}, \
    {"muneer", 366}, {"maymoun", 368}, {"mimoune", 368}, {"mimun", 368}, {"maimun", 368}, {"mrad", 369}, {"murod", 369}, {"merwan", 370}, \
    {"merouane", 370}, {"marouan", 370}, {"maruan", 370}, {"marvan", 370}, {"tareq", 371}, {"tarique", 371}, {"tarak", 371}, \
    {"toufic", 372}, {"tewfik", 372}, {"taufik", 372}, {"tawfik", 372}, {"tofik", 372}, {"tevfik", 372}, {"toufiq", 372}, \
    {"taoufiq", 372}, {"tofiq", 372}, {"hishem", 373}, {"hichem", 373}, {"hişam", 373}, {"hesham", 373}, {"hachim", 374}, \
    {"haachim", 374}, {"hasheem", 374}, {"haşim", 374}, {"hakime", 376}, {"nacer", 377}, {"nacir", 377}, {"nassir", 377}, \
    {"naceur", 377}, {"nassime", 378}, {"nacim", 378}, {"nasseem", 378}, {"nessim", 378}, {"neim", 379}, {"nabile", 380}, {"nebil", 380}, \
    {"bilel", 382}, {"bilaal", 382}, {"belel", 382}, {"bader", 383}, {"sameera", 386}, {"samirah", 386}, {"nadya", 390}, {"nadiya", 390}, \
    {"najya", 391}, {"nawel", 393}, {"naouel", 393}, {"nawaal", 393}, {"naimah", 394}, {"neima", 394}, {"hanen", 395}, {"hannan", 395}, \
    {"hanaan", 395}, {"hinde", 396}, {"hend", 396}, {"aminah", 397}, {"ameena", 397}, {"eman", 399}, {"imaan", 399}, {"asmaa", 400}, \
    {"esma", 400}, {"asmae", 400}, {"suaad", 401}, {"soaad", 401}, {"soad", 401}, {"zaineb", 403}, {"zeineb", 403}, {"zayneb", 403}, \
    {"zeinab", 403}, {"zaynap", 403}, {"zejneb", 403}, {"hudaa", 404}, {"hoda", 404}, {"hayate", 405}, {"hayet", 405}, {"hayaat", 405}, \
    {"leyla", 406}, {"lejla", 406}, {"leyli", 406}, {"mona", 407}, {"malikah", 409}, {"rachidah", 411}, {"rasheeda", 411}, \
    {"rashida", 411}, {"jamilah", 414}, {"djemila", 414}, {"gamila", 414}, {"cemile", 414}, {"eymen", 417}, {"yazeed", 419}, \
    {"yezid", 419}, {"iazid", 419}, {"javad", 421}, {"jawaad", 421}, {"djaoued", 421}, {"dzhavad", 421}, {"cevat", 421}, {"noure", 422}, \
    {"faical", 424}, {"faycel", 424}, {"faysel", 424}, {"fayssal", 424}, {"faissal", 424}, {"feysal", 424}, {"faisel", 424}, \
    {"fayssel", 424}, {"fadhel", 425}, {"fadhil", 425}, {"fazil", 425}, {"riza", 426}, {"rıza", 426}, {"rizza", 426}, {"reza", 426}, \
    {"redwane", 427}, {"redouan", 427}, {"ridouane", 427}, {"rıdvan", 427}, {"ridvan", 427}, {"rizwan", 427}, {"radwan", 427}, \
    {"redhouane", 427}, {"mariame", 428}, {"mariama", 428}, {"meryeme", 428}, {"merieme", 428}, {"meriam", 428}, {"meryam", 428}, \
    {"miryam", 428}, {"maryama", 428}, {"mariem", 428}, {"adill", 430}, {"khadidjatou", 431}, {"kadiatou", 431}, {"khadijah", 431}, \
    {"hadija", 431}, {"hadidja", 431}, {"khadeeja", 431}, {"khadidia", 431}, {"jadija", 431}, {"hatidža", 431}, {"hatidza", 431}, \
    {"خديجه", 431}, {"samire", 433}, {"semir", 433}, {"fady", 434}, {"hady", 435}, {"hedi", 435}, {"elmehdi", 436}, {"anwer", 440}, \
    {"anouer", 440}, {"anvar", 440}, {"achref", 441}, {"acharaf", 441}, {"eşref", 441}, {"esref", 441}, {"hany", 444}, {"djaafar", 447}, \
    {"jaffar", 447}, {"djafar", 447}, {"jaafer", 447}, {"jafer", 447}, {"gaafar", 447}, {"xhafer", 447}, {"džafer", 447}, \
    {"dzafer", 447}, {"djaber", 448}, {"djabir", 448}, {"jabeur", 448}, {"gaber", 448}, {"cabir", 448}, {"leith", 449}, {"layth", 449}, \
    {"moktar", 451}, {"mochtar", 451}, {"moctar", 451}, {"mokhtare", 451}, {"mukhtaar", 451}, {"mujtar", 451}, {"muhtar", 451}, \
    {"mouktar", 451}, {"mokhtaar", 451}, {"mukhtor", 451}, {"nadime", 452}, {"nedim", 452}, {"ramzy", 454}, {"ryad", 455}, \
    {"riyadh", 455}, {"riadh", 455}, {"ryadh", 455}, {"sabry", 456}, {"samy", 457}, {"soufiane", 458}, {"soufian", 458}, {"sufian", 458}, \
    {"sofyan", 458}, {"sofian", 458}, {"soufyan", 458}, {"soufyane", 458}, {"sofyane", 458}, {"sufyane", 458}, {"taher", 459}, \
    {"taahir", 459}, {"wail", 460}, {"ouail", 460}, {"ouael", 460}, {"ouissam", 461}, {"wissem", 461}, {"wisam", 461}, {"zohair", 462}, \
    {"zuheir", 462}, {"zouheir", 462}, {"zohir", 462}, {"zoheir", 462}, {"züheyr", 462}, {"ziyaad", 463}, {"zyad", 463}, {"ziyed", 463}, \
    {"zied", 463}, {"abdalla", 464}, {"abdoulaye", 464}, {"abdulaye", 464}, {"abdoullah", 464}, {"abdullahi", 464}, {"cabdullahi", 464}, \
    {"abdoulahi", 464}, {"abdulahi", 464}, {"عبداللهي", 464}, {"cabdullaahi", 464}, {"cabdulaahi", 464}, {"cabdilaahi", 464}, \
    {"cabdillaahi", 464}, {"abdillahi", 464}, {"cabdulle", 464}, {"abdulle", 464}, {"cabdille", 464}, {"abdille", 464}, \
    {"cabdullah", 464}, {"cabdulla", 464}, {"zekeria", 466}, {"zakariyya", 466}, {"zakarya", 466}, {"zakariyah", 466}, \
    {"zachariya", 466}, {"bouchraa", 468}, {"taib", 470}, {"tayyeb", 470}, {"tayib", 470}, {"hafidha", 473}, {"tourya", 474}, \
    {"thouraya", 474}, {"souraya", 474}, {"kawter", 475}, {"kaouthar", 475}, {"kawtar", 475}, {"kautar", 475}, {"kauzar", 475}, \
    {"soukayna", 476}, {"sukayna", 476}, {"soukeina", 476}, {"sukeina", 476}, {"rhali", 477}, {"kamal", 500}, {"kemal", 500}, \
    {"كمال", 500}, {"kamil", 501}, {"كامل", 501}, {"hilal", 502}, {"هلال", 502}, {"amr", 503}, {"amro", 503}, {"عمرو", 503}, \
    {"moussa", 505}, {"musa", 505}, {"mousa", 505}, {"moosa", 505}, {"muse", 505}, {"muuse", 505}, {"موسي", 505}, {"haroun", 506}, \
    {"harun", 506}, {"haroon", 506}, {"harouna", 506}, {"هارون", 506}, {"daoud", 507}, {"dawud", 507}, {"dawood", 507}, {"daouda", 507}, \
    {"davud", 507}, {"davut", 507}, {"daud", 507}, {"داود", 507}, {"ayoub", 508}, {"ayyub", 508}, {"ayub", 508}, {"ayoob", 508}, \
    {"eyüp", 508}, {"eyup", 508}, {"ايوب", 508}, {"yaqub", 509}, {"yacoub", 509}, {"yakoub", 509}, {"yakub", 509}, {"yacouba", 509}, \
    {"yaaqoub", 509}, {"يعقوب", 509}, {"yahya", 510}, {"yahia", 510}, {"yehia", 510}, {"yihia", 510}, {"yahiya", 510}, {"jahja", 510}, \
    {"يحيي", 510}, {"jibril", 511}, {"djibril", 511}, {"djebril", 511}, {"gibril", 511}, {"jibreel", 511}, {"djebrail", 511}, \
    {"dzhabrail", 511}, {"cebrail", 511}, {"جبريل", 511}, {"ilyas", 512}, {"ilias", 512}, {"elias", 512}, {"ilyass", 512}, \
    {"ilies", 512}, {"ilyes", 512}, {"elyas", 512}, {"الياس", 512}, {"loukman", 513}, {"luqman", 513}, {"lokman", 513}, {"lukman", 513}, \
    {"لقمان", 513}, {"hamza", 514}, {"hamzah", 514}, {"hamze", 514}, {"xamse", 514}, {"hamsah", 514}, {"حمزة", 514}, {"hafsa", 515}, \
    {"hafssa", 515}, {"hafsah", 515}, {"حفصة", 515}, {"talha", 516}, {"talhah", 516}, {"طلحة", 516}, {"oussama", 517}, {"osama", 517}, \
    {"usama", 517}, {"usamah", 517}, {"oussema", 517}, {"ussama", 517}, {"اسامة", 517}, {"mouad", 519}, {"muad", 519}, {"moad", 519}, \
    {"moaad", 519}, {"mouaad", 519}, {"muadh", 519}, {"mouadh", 519}, {"moadh", 519}, {"معاذ", 519}, {"majdi", 520}, {"magdi", 520}, \
    {"madjdi", 520}, {"majdy", 520}, {"مجدي", 520}, {"wajdi", 521}, {"wajdy", 521}, {"wagdi", 521}, {"وجدي", 521}, {"wahib", 523}, \
    {"ouahib", 523}, {"وهيب", 523}, {"ihab", 524}, {"ehab", 524}, {"ايهاب", 524}, {"issam", 525}, {"essam", 525}, {"isam", 525}, \
    {"عصام", 525}, {"wassim", 526}, {"ouassim", 526}, {"wasim", 526}, {"waseem", 526}, {"وسيم", 526}, {"monsef", 527}, {"moncef", 527}, \
    {"mounsif", 527}, {"munsif", 527}, {"منصف", 527}, {"mansour", 528}, {"mansur", 528}, {"mensour", 528}, {"منصور", 528}, \
    {"mahfoud", 529}, {"mahfoudh", 529}, {"mahfud", 529}, {"mahfuz", 529}, {"محفوظ", 529}, {"mabrouk", 530}, {"mabruk", 530}, \
    {"mebrouk", 530}, {"مبروك", 530}, {"mahjoub", 531}, {"mahjub", 531}, {"mahgoub", 531}, {"محجوب", 531}, {"miloud", 532}, \
    {"mouloud", 532}, {"ميلود", 532}, {"larbi", 533}, {"arbi", 533}, {"elarbi", 533}, {"العربي", 533}, {"lakhdar", 534}, {"lakdar", 534}, \
    {"الاخضر", 534}, {"jilali", 535}, {"djilali", 535}, {"yilali", 535}, {"جيلالي", 535}, {"bouazza", 536}, {"بوعزة", 536}, \
    {"bouzid", 537}, {"bouzied", 537}, {"بوزيد", 537}, {"boujemaa", 538}, {"boujema", 538}, {"boudjema", 538}, {"boujamaa", 538}, \
    {"بوجمعة", 538}, {"bouchaib", 539}, {"بوشعيب", 539}, {"allal", 540}, {"alal", 540}, {"علال", 540}, {"hammou", 541}, {"حمو", 541}, \
    {"haddou", 542}, {"حدو", 542}, {"abbas", 543}, {"abas", 543}, {"abbass", 543}, {"عباس", 543}, {"abbad", 544}, {"عباد", 544}, \
    {"firas", 545}, {"feras", 545}, {"firass", 545}, {"فراس", 545}, {"fares", 546}, {"faris", 546}, {"fariss", 546}, {"faress", 546}, \
    {"فارس", 546}, {"fawaz", 547}, {"fawwaz", 547}, {"fouaz", 547}, {"fawaaz", 547}, {"فواز", 547}, {"fawzi", 548}, {"faouzi", 548}, \
    {"fauzi", 548}, {"fawzy", 548}, {"fevzi", 548}, {"فوزي", 548}, {"fathi", 549}, {"fethi", 549}, {"fathy", 549}, {"fatxi", 549}, \
    {"فتحي", 549}, {"faraj", 551}, {"faradj", 551}, {"farag", 551}, {"فرج", 551}, {"iyad", 552}, {"eyad", 552}, {"iyaad", 552}, \
    {"اياد", 552}, {"عياد", 553}, {"ayach", 554}, {"عياش", 554}, {"hazem", 555}, {"hazim", 555}, {"حازم", 555}, \
    {"jasim", 556}, {"jassim", 556}, {"jasem", 556}, {"jassem", 556}, {"جاسم", 556}, {"qasim", 557}, {"qassim", 557}, {"kassim", 557}, \
    {"kacim", 557}, {"kasim", 557}, {"kasım", 557}, {"kacem", 557}, {"qassem", 557}, {"kassem", 557}, {"قاسم", 557}, {"qusay", 558}, \
    {"qusai", 558}, {"koussai", 558}, {"kusay", 558}, {"قصي", 558}, {"uday", 559}, {"udai", 559}, {"oudai", 559}, {"oday", 559}, \
    {"عدي", 559}, {"louay", 560}, {"luay", 560}, {"loai", 560}, {"luai", 560}, {"لوي", 560}, {"maher", 561}, {"mahir", 561}, \
    {"ماهر", 561}, {"mazen", 562}, {"mazin", 562}, {"مازن", 562}, {"marzouk", 563}, {"marzuq", 563}, {"merzouk", 563}, {"مرزوق", 563}, \
    {"mahran", 564}, {"مهران", 564}, {"nabih", 566}, {"نبيه", 566}, {"naji", 567}, {"nagi", 567}, {"ناجي", 567}, {"najib", 568}, \
    {"nagib", 568}, {"nayib", 568}, {"nadjib", 568}, {"nejib", 568}, {"necip", 568}, {"نجيب", 568}, {"najm", 569}, {"نجم", 569}, \
    {"nidal", 570}, {"nidhal", 570}, {"نضال", 570}, {"raed", 571}, {"raid", 571}, {"راد", 571}, {"رايد", 571}, {"rafiq", 572}, \
    {"rafik", 572}, {"rafic", 572}, {"رفيق", 572}, {"rafat", 573}, {"raafat", 573}, {"رافت", 573}, {"ramadan", 574}, {"ramazan", 574}, \
    {"ramdane", 574}, {"ramadane", 574}, {"ramzan", 574}, {"رمضان", 574}, {"sabir", 575}, {"saber", 575}, {"sabeur", 575}, {"صابر", 575}, \
    {"sadiq", 576}, {"sadik", 576}, {"sadek", 576}, {"sadeq", 576}, {"sadegh", 576}, {"صادق", 576}, {"sadam", 577}, {"saddam", 577}, \
    {"صدام", 577}, {"safwan", 578}, {"safouane", 578}, {"safwane", 578}, {"صفوان", 578}, {"salahuddin", 579}, {"salaheddine", 579}, \
    {"salahaddin", 579}, {"saladin", 579}, {"selahattin", 579}, {"صلاحدين", 579}, {"sameh", 580}, {"samih", 580}, {"سامح", 580}, \
    {"shadi", 581}, {"chadi", 581}, {"شادي", 581}, {"shakir", 582}, {"chakir", 582}, {"chaker", 582}, {"shaker", 582}, {"شاكر", 582}, \
    {"shafiq", 583}, {"chafik", 583}, {"chafiq", 583}, {"shafik", 583}, {"شفيق", 583}, {"sharif", 584}, {"charif", 584}, {"cherif", 584}, \
    {"sherif", 584}, {"shareef", 584}, {"şerif", 584}, {"serif", 584}, {"شريف", 584}, {"shukri", 585}, {"choukri", 585}, {"chokri", 585}, \
    {"shoukri", 585}, {"shukry", 585}, {"شكري", 585}, {"shaaban", 586}, {"chaabane", 586}, {"chaaban", 586}, {"shaban", 586}, \
    {"chabane", 586}, {"saban", 586}, {"šaban", 586}, {"شعبان", 586}, {"chouaib", 587}, {"shuaib", 587}, {"shoaib", 587}, \
    {"chuaib", 587}, {"شعيب", 587}, {"talal", 588}, {"طلال", 588}, {"talib", 589}, {"taleb", 589}, {"طالب", 589}, {"tamer", 590}, \
    {"tamir", 590}, {"تامر", 590}, {"thamer", 591}, {"thamir", 591}, {"ثامر", 591}, {"tamim", 592}, {"تميم", 592}, {"turki", 593}, \
    {"تركي", 593}, {"wadih", 594}, {"وديع", 594}, {"zahid", 595}, {"zahed", 595}, {"زاهد", 595}, {"zakir", 596}, {"dhakir", 596}, \
    {"ذاكر", 596}, {"zain", 597}, {"zayn", 597}, {"zein", 597}, {"zeyn", 597}, {"زين", 597}, {"azzam", 598}, {"عزام", 598}, \
    {"ghazi", 600}, {"ghasi", 600}, {"gazi", 600}, {"rhazi", 600}, {"غازي", 600}, {"ghanem", 601}, {"ghanim", 601}, {"غانم", 601}, \
    {"habib", 602}, {"lahbib", 602}, {"lhabib", 602}, {"habeeb", 602}, {"حبيب", 602}, {"haider", 603}, {"haydar", 603}, {"haidar", 603}, {"hayder", 603}, {"haydir", 603}, \
    {"heydar", 603}, {"حيدر", 603}, {"hakan", 604}, {"harith", 605}, {"حارث", 605}, {"hassib", 606}, {"حسيب", 606}, {"idir", 607}, \
    {"imad", 608}, {"emad", 608}, {"imed", 608}, {"عماد", 608}, {"ismat", 609}, {"ismet", 609}, {"عصمت", 609}, {"izzat", 610}, \
    {"ezzat", 610}, {"عزت", 610}, {"jarrah", 611}, {"جراح", 611}, {"kadhim", 612}, {"kazim", 612}, {"kazem", 612}, {"kadhem", 612}, \
    {"كاظم", 612}, {"khairi", 613}, {"kheiri", 613}, {"khayri", 613}, {"خيري", 613}, {"mubin", 614}, {"مبين", 614}, {"mujahid", 615}, \
    {"moudjahid", 615}, {"mojahed", 615}, {"مجاهد", 615}, {"munther", 616}, {"mundhir", 616}, {"mounzer", 616}, {"منذر", 616}, \
    {"muhannad", 618}, {"mohannad", 618}, {"mouhannad", 618}, {"مهند", 618}, {"muayyad", 619}, {"موييد", 619}, {"muntasir", 620}, \
    {"montasser", 620}, {"montassir", 620}, {"منتصر", 620}, {"naif", 621}, {"nayef", 621}, {"نايف", 621}, {"nawaf", 622}, \
    {"nawwaf", 622}, {"نواف", 622}, {"nawfal", 623}, {"naoufal", 623}, {"naoufel", 623}, {"noufel", 623}, {"nofal", 623}, {"نوفل", 623}, \
    {"nasreddine", 624}, {"nasruddin", 624}, {"nasreddin", 624}, {"nasredin", 624}, {"نصردين", 624}, {"badreddine", 625}, \
    {"badruddin", 625}, {"badreddin", 625}, {"بدردين", 625}, {"azzeddine", 626}, {"azzedine", 626}, {"ezzedine", 626}, {"izzuddin", 626}, \
    {"azeddine", 626}, {"izzeddin", 626}, {"عزدين", 626}, {"jamaleddine", 627}, {"djameleddine", 627}, {"jamaluddin", 627}, \
    {"جمالدين", 627}, {"kamaleddine", 628}, {"kamaluddin", 628}, {"kemaleddin", 628}, {"كمالدين", 628}, {"charafeddine", 629}, \
    {"sharafuddin", 629}, {"شرفدين", 629}, {"saifeddine", 630}, {"saifuddin", 630}, {"seifeddine", 630}, {"sayfuddin", 630}, \
    {"سيفدين", 630}, {"sakina", 631}, {"sakinah", 631}, {"sekina", 631}, {"sakine", 631}, {"siham", 632}, {"sihame", 632}, {"سهام", 632}, \
    {"ilham", 633}, {"ilhame", 633}, {"elham", 633}, {"الهام", 633}, {"sanaa", 634}, {"sanae", 634}, {"sana", 634}, {"سنا", 634}, \
    {"sara", 635}, {"sarah", 635}, {"سارة", 635}, {"safia", 636}, {"safiya", 636}, {"safiyya", 636}, {"safiye", 636}, {"صفية", 636}, \
    {"safaa", 637}, {"safae", 637}, {"صفا", 637}, {"wafaa", 638}, {"wafae", 638}, {"wafa", 638}, {"وفا", 638}, {"hanae", 639}, \
    {"hanaa", 639}, {"هنا", 639}, {"rajae", 640}, {"rajaa", 640}, {"رجا", 640}, {"chaimae", 641}, {"shaima", 641}, {"shaimaa", 641}, \
    {"chaima", 641}, {"chaimaa", 641}, {"شيما", 641}, {"hajar", 642}, {"hajer", 642}, {"hagar", 642}, {"هاجر", 642}, {"ghizlane", 643}, \
    {"gizlan", 643}, {"ghizlan", 643}, {"guizlane", 643}, {"غزلان", 643}, {"ghita", 644}, {"غيثة", 644}, {"ibtissam", 645}, \
    {"ibtisam", 645}, {"ebtissam", 645}, {"ابتسام", 645}, {"ikhlas", 646}, {"ikhlass", 646}, {"اخلاص", 646}, {"intissar", 647}, \
    {"intisar", 647}, {"انتصار", 647}, {"hasna", 648}, {"hassna", 648}, {"حسنا", 648}, {"hassania", 649}, {"حسنية", 649}, \
    {"fadila", 650}, {"fadhila", 650}, {"fazila", 650}, {"فضيلة", 650}, {"fadwa", 651}, {"fadoua", 651}, {"فدوي", 651}, {"najwa", 652}, \
    {"najoua", 652}, {"nagwa", 652}, {"نجوي", 652}, {"nisrine", 653}, {"nesrine", 653}, {"nisreen", 653}, {"nasrine", 653}, \
    {"نسرين", 653}, {"yasmine", 654}, {"jasmine", 654}, {"yasmin", 654}, {"yasemin", 654}, {"jasmin", 654}, {"ياسمين", 654}, \
    {"yousra", 655}, {"yusra", 655}, {"youssra", 655}, {"يسري", 655}, {"loubna", 656}, {"lubna", 656}, {"lobna", 656}, {"لبني", 656}, \
    {"lina", 657}, {"لينا", 657}, {"lamia", 658}, {"lamiae", 658}, {"lamya", 658}, {"لميا", 658}, {"jihane", 659}, {"jihan", 659}, \
    {"djihane", 659}, {"gihan", 659}, {"جيهان", 659}, {"jinane", 660}, {"jinan", 660}, {"جنان", 660}, {"dounia", 661}, {"dunya", 661}, \
    {"donia", 661}, {"دنيا", 661}, {"doha", 662}, {"ضحي", 662}, {"asia", 663}, {"assia", 663}, {"asya", 663}, {"اسيا", 663}, \
    {"basma", 664}, {"besma", 664}, {"بسمة", 664}, {"nassima", 665}, {"nasima", 665}, {"نسيمة", 665}, {"nassira", 666}, {"nasira", 666}, \
    {"nacira", 666}, {"ناصرة", 666}, {"rabia", 667}, {"rabiaa", 667}, {"rabea", 667}, {"ربيعة", 667}, {"rahma", 668}, {"rahmah", 668}, \
    {"رحمة", 668}, {"reem", 669}, {"rime", 669}, {"ريم", 669}, {"rania", 670}, {"raniya", 670}, {"رانيا", 670}, {"sabah", 672}, \
    {"صباح", 672}, {"sabrina", 673}, {"صبرينة", 673}, {"samiha", 674}, {"سميحة", 674}, {"sawsan", 675}, {"saoussan", 675}, {"سوسن", 675}, \
    {"wassila", 676}, {"ouassila", 676}, {"وسيلة", 676}, {"widad", 677}, {"ouidad", 677}, {"وداد", 677}, {"zoubida", 678}, \
    {"zubaida", 678}, {"زبيدة", 678}, {"oumaima", 679}, {"umayma", 679}, {"oumayma", 679}, {"omaima", 679}, {"اميمة", 679}, {"aya", 680}, \
    {"اية", 680}, {"halima", 681}, {"حليمة", 681}, {"hakima", 682}, {"حكيمة", 682}, {"habiba", 683}, {"حبيبة", 683}, {"jalila", 684}, \
    {"جليلة", 684}, {"kenza", 685}, {"كنزة", 685}, {"khaoula", 686}, {"khawla", 686}, {"خولة", 686}, {"maha", 687}, {"مها", 687}, \
    {"manal", 688}, {"منال", 688}, {"marwa", 689}, {"maroua", 689}, {"مروة", 689}, {"nadira", 691}, {"نادرة", 691}, {"fouzia", 692}, \
    {"fawzia", 692}, {"faouzia", 692}, {"فوزية", 692}, {"behrouz", 693}, {"behruz", 693}, {"بهروز", 693}, {"bahram", 694}, \
    {"بهرام", 694}, {"taqi", 695}, {"taghi", 695}, {"تقي", 695}, {"naqi", 696}, {"naghi", 696}, {"نقي", 696}, {"gholamreza", 697}, \
    {"ghulamreza", 697}, {"qolamreza", 697}, {"غلامرضا", 697}, {"gholamali", 698}, {"ghulamali", 698}, {"غلامعلي", 698}, {"orhan", 699}, \
    {"oguzhan", 700}, {"oğuzhan", 700}, {"metin", 701}, {"cetin", 702}, {"çetin", 702}, {"emre", 703}, {"umit", 704}, {"ümit", 704}, \
    {"alexej", 101}, {"aleksej", 101}, {"wladimir", 102}, {"michail", 103}, {"mihajlo", 103}, {"michailo", 103}, {"nikolaj", 104}, \
    {"nicolai", 104}, {"dimitri", 105}, {"dmitrij", 105}, {"dmitrii", 105}, {"dimitry", 105}, {"dimitrij", 105}, {"serguei", 106}, \
    {"sergej", 106}, {"sergii", 106}, {"sergiy", 106}, {"serhij", 106}, {"evgueni", 107}, {"jewgeni", 107}, {"jewgenij", 107}, \
    {"evgenij", 107}, {"evgenii", 107}, {"jevgenij", 107}, {"yevgeni", 107}, {"yevgenii", 107}, {"andrej", 110}, {"yuri", 166}, \
    {"yury", 166}, {"yuriy", 166}, {"iouri", 166}, {"iurii", 166}, {"jurij", 166}, {"juri", 166}, {"youri", 166}, {"yurii", 166}, \
    {"jurii", 166}, {"юрий", 166}, {"юрій", 166}, {"юрый", 166}, {"iuri", 166}, {"elizaveta", 30}, {"yelizaveta", 30}, \
    {"jelizaveta", 30}, {"elisaveta", 30}, {"lizaveta", 30}, {"елизавета", 30}, {"liza", 30}, {"françois", 63}, {"ander", 249}, \
    {"antton", 15}, {"tonio", 15}, {"carmen", 168}, {"karmele", 168}, {"carme", 168}, {"karmen", 168}, {"ana", 169}, {"ane", 169}, \
    {"angel", 170}, {"gotzon", 170}, {"anxo", 170}, {"frantzisko", 41}, {"cesc", 41}, {"xesc", 41}, {"xesco", 41}, {"pello", 240}, \
    {"peio", 240}, {"peru", 240}, {"petri", 240}, {"jurgi", 55}, {"xurxo", 55}, {"sabela", 146}, {"elisabet", 146}, {"elixabete", 146}, \
    {"lorenzo", 172}, {"llorenç", 172}, {"llorenc", 172}, {"lontxo", 172}, {"laurentzi", 172}, {"domingo", 173}, {"txomin", 173}, \
    {"domenec", 173}, {"eugenia", 175}, {"uxia", 175}, {"euxenia", 175}, {"rodrigo", 176}, {"roi", 176}, {"bernardo", 177}, \
    {"bernat", 177}, {"benat", 177}, {"salvador", 178}, {"gaizka", 178}, {"inigo", 179}, {"eneko", 179}, {"nieves", 180}, \
    {"edurne", 180}, {"magdalena", 181}, {"maialen", 181}, {"julian", 182}, {"xian", 182}, {"julen", 182}, {"martin", 183}, \
    {"maarten", 183}, {"martinus", 183}, {"marti", 183}, {"martino", 183}, {"mattin", 183}, {"nicolau", 67}, {"nikolas", 67}, \
    {"sebastia", 73}, {"roser", 48}, {"manel", 44}, {"gregori", 57}, {"julio", 189}, {"xulio", 189}, {"juli", 189}, {"iago", 56}, \
    {"yago", 56}, {"xacobe", 56}, {"blas", 191}, {"brais", 191}, {"blai", 191}, {"ciprian", 192}, {"cibran", 192}, {"benito", 193}, \
    {"bieito", 193}, {"benet", 193}, {"estevo", 194}, {"margarida", 31}, {"juana", 196}, {"joana", 196}, {"xoana", 196}, \
    {"catalina", 197}, {"caterina", 197}, {"katalin", 197}, {"ramon", 198}, {"moncho", 198}, {"erramun", 198}, {"joost", 9}, \
    {"jaak", 62}, {"jakob", 62}, {"jaco", 62}, {"ludovicus", 138}, {"roeland", 199}, {"roland", 199}, {"roel", 199}, {"arthur", 254}, \
    {"tuur", 254}, {"artur", 254}, {"paul", 255}, {"pol", 255}, {"dirk", 257}, {"diederik", 257}, {"mathilde", 259}, {"hilde", 259}, \
    {"adam", 308}, {"zhou", 271}, {"chou", 271}, {"chow", 271}, {"thibault", 272}, {"thibaut", 272}, {"thibaud", 272}, {"thibauld", 272}, \
    {"renaud", 273}, {"renault", 273}, {"renauld", 273}, {"arnaud", 274}, {"arnauld", 274}, {"arnault", 274}, {"giraud", 275}, \
    {"girault", 275}, {"giraux", 275}, {"diallo", 276}, {"jallow", 276}, {"djallo", 276}, {"jalloh", 276}, {"dialo", 276}, \
    {"yallow", 276}, {"diarra", 277}, {"jara", 277}, {"jarra", 277}, {"djarra", 277}, {"ndiaye", 278}, {"njie", 278}, {"njai", 278}, \
    {"ndiay", 278}, {"cisse", 279}, {"ceesay", 279}, {"sissay", 279}, {"sise", 279}, {"cissay", 279}, {"sesay", 279}, {"cissoko", 280}, \
    {"sissoko", 280}, {"cissokho", 280}, {"sissokho", 280}, {"djibo", 281}, {"jibo", 281}, {"traore", 282}, {"trawally", 282}, \
    {"trawaly", 282}, {"tidiane", 283}, {"tidjane", 283}, {"tijan", 283}, {"tijane", 283}, {"tijani", 283}, {"tidjani", 283}, \
    {"tidiani", 283}, {"toure", 284}, {"turay", 284}, {"touray", 284}, {"ture", 284}, {"boubou", 285}, {"bubu", 285}, {"issoufou", 88}, \
    {"issoufi", 88}, {"isoufou", 88}, {"kris", 267}, {"christof", 267}, {"christoph", 267}, {"cristobal", 267}, {"kristoffer", 267}, \
    {"josee", 40}, {"antony", 15}, {"josephus", 9}, {"petrus", 59}, \
    {"abdelatif", 484}, {"abdoulatif", 484}, {"abdulatif", 484}, {"abdolatif", 484}, {"moaz", 519}, {"muaz", 519}, {"muath", 519}, {"moath", 519}, \
    {"moaath", 519}, {"muaadh", 519}, {"taha", 705}, {"taaha", 705}, {"طه", 705}, {"الصباح", 672}, {"paulus", 255}, {"boulos", 255}, {"bulus", 255}, \
    {"بولس", 255}, {"بول", 255}, {"поль", 255}, {"جورج", 261}, {"жорж", 261}, {"джордж", 261}, {"جورجس", 261}, {"جان", 58}, {"жан", 58}, {"ζαν", 58}, \
    {"جون", 8}, {"джон", 8}, {"џон", 8}, {"τζον", 8}, {"جوني", 8}, {"بيير", 59}, {"بيار", 59}, {"пьер", 59}, {"بيتر", 59}, {"شارل", 12}, \
    {"шарль", 12}, {"σαρλ", 12}, {"تشارلز", 12}, {"чарльз", 12}, {"carolus", 12}, {"فرانسوا", 63}, {"франсуа", 63}, {"michel", 77}, {"ميشيل", 77}, \
    {"ميشال", 77}, {"мишель", 77}, {"μισελ", 77}, {"michiel", 77}, {"جاك", 140}, {"жак", 140}, {"ζακ", 140}, {"لويس", 264}, {"луи", 264}, \
    {"نيكولا", 67}, {"николя", 67}, {"laurent", 78}, {"لوران", 78}, {"лоран", 78}, {"laurens", 78}, {"yves", 79}, {"ايف", 79}, {"ив", 79}, \
    {"ιβ", 79}, {"υβ", 79}, {"benoit", 94}, {"بنوا", 94}, {"бенуа", 94}, {"thierry", 95}, {"تييري", 95}, {"тьерри", 95}, {"claude", 96}, \
    {"كلود", 96}, {"клод", 96}, {"κλωντ", 96}, {"κλοντ", 96}, {"denis", 97}, {"دوني", 97}, {"дени", 97}, {"ντενι", 97}, {"didier", 98}, \
    {"ديدييه", 98}, {"дидье", 98}, {"bernard", 99}, {"برنار", 99}, {"бернар", 99}, {"جيرار", 64}, {"жерар", 64}, {"albert", 157}, {"البير", 157}, \
    {"альбер", 157}, {"البرت", 157}, {"roger", 158}, {"روجيه", 158}, {"роже", 158}, {"rene", 159}, {"رينيه", 159}, {"рене", 159}, {"guy", 162}, \
    {"غي", 162}, {"ги", 162}, {"هنري", 60}, {"анри", 60}, {"كزافييه", 242}, {"ксавье", 242}, {"vincent", 165}, {"فنسان", 165}, {"венсан", 165}, \
    {"مايكل", 10}, {"майкл", 10}, {"جيمس", 7}, {"джеймс", 7}, {"stephane", 167}, {"ستيفان", 167}, {"стефан", 167}, {"olivier", 171}, \
    {"اوليفييه", 171}, {"оливье", 171}, {"gilles", 174}, {"جيل", 174}, {"жиль", 174}, {"etienne", 184}, {"اتيان", 184}, {"этьен", 184}, {"جوزيف", 9}, \
    {"جوزف", 9}, {"джозеф", 9}, {"жозеф", 9}, {"ادوار", 5}, {"ادوارد", 5}, {"фред", 65}, {"فريديريك", 65}, {"abou", 185}, {"abu", 185}, {"abo", 185}, \
    {"aboo", 185}, {"abul", 185}, {"aboul", 185}, {"abol", 185}, {"ابو", 185}, {"ابي", 185}, {"abi", 185}, {"bou", 185}, {"bu", 185}, {"بو", 185}, \
    {"ishaq", 706}, {"ishak", 706}, {"ishaak", 706}, {"ishac", 706}, {"ishaac", 706}, {"اسحاق", 706}, {"اسحق", 706}, {"fathia", 707}, \
    {"fethia", 707}, {"fathiya", 707}, {"fathiyya", 707}, {"فتحية", 707}, {"olfa", 708}, {"ulfa", 708}, {"الفة", 708}, {"nezha", 709}, \
    {"nozha", 709}, {"nouzha", 709}, {"nazha", 709}, {"نزهة", 709}, {"amna", 710}, {"emna", 710}, {"امنة", 710}, {"oum", 186}, {"umm", 186}, \
    {"um", 186}, {"om", 186}, {"ام", 186}, {"oumou", 186}, {"umu", 186}, {"ivans", 113}, {"sergejs", 106}, {"vladimirs", 102}, {"mihails", 103}, \
    {"andrejs", 110}, {"dmitrijs", 105}, {"nikolajs", 104}, {"jurijs", 166}, {"jevgenijs", 107}, {"aleksejs", 101}, {"sergejus", 106}, \
    {"vladimiras", 102}, {"michailas", 103}, {"andrejus", 110}, {"dmitrijus", 105}, {"nikolajus", 104}, {"jurijus", 166}, {"jevgenijus", 107}, \
    {"aleksejus", 101}, \
    {"mia", 248}, {"ria", 248}, {"mari", 248}, {"marieke", 248}, {"mariette", 248}, {"loli", 46}, {"lolita", 46}, {"chema", 40}, {"josema", 40}, \
    {"josemi", 40}, {"josele", 40}, {"joselito", 40}, {"juanjo", 243}, {"juanma", 243}, {"juanpe", 243}, {"juanlu", 243}, {"juanito", 243}, \
    {"seppe", 9}, {"zef", 9}, {"sepp", 9}, {"guido", 162}, {"nel", 153}, {"neeltje", 153}, {"corrie", 153}, {"hendrika", 187}, {"rika", 187}, \
    {"josephine", 188}, {"josefien", 188}, {"fien", 188}, {"josefina", 188}, {"fina", 188}, {"stefan", 167}, {"stef", 167}, {"stefaan", 167}, \
    {"domi", 269}, {"francisca", 190}, {"paca", 190}, {"paqui", 190}, {"beatriz", 195}, {"bea", 195}, {"chente", 252}, {"lucho", 244}, \
    {"perico", 240}, {"andries", 227}, {"dries", 227}, {"phil", 266}, {"lode", 264}, {"maite", 143}, {"alphonse", 253}, {"tof", 267}, {"vero", 270}, \
    {"jeannot", 58}, {"gege", 64}, {"victor", 228}, {"vic", 228}, {"leopold", 229}, {"leo", 229}, \
    {"abdeslam", 711}, {"abdesslam", 711}, {"abdessalam", 711}, {"abdesselam", 711}, {"abdselam", 711}, {"abselam", 711}, {"absalam", 711}, {"abslam", 711}, \
    {"kebir", 712}, {"kbir", 712}, {"kabir", 712}, {"elkebir", 712}, {"lekbir", 712}, {"lakbir", 712}, {"lkbir", 712}, {"كبير", 712}, \
    {"qemal", 339}, {"ćemal", 339}, {"qamil", 340}, {"ćamil", 340}

#endif
