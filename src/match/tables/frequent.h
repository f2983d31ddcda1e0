// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// frequent.h — names that many people bear, beside those in words.h: data, not code. Folded forms. Sources: the lists of the most
// frequent forenames and surnames by country of sigpwned/popular-names-by-country-dataset (CC0 1.0; surnames of rank 12 and
// better); names of men, of women and of families in Spain with their numbers (INE, reuse with attribution): surnames of 10,000 bearers and
// more, given names of 3,000, and of the surnames that came from the Maghreb (by their letters) those of 100; frequent surnames of Belgium,
// France, the Sahel, Turkey, the Balkans, the Caucasus and the Machrek, and names in Arabic script, from general knowledge. Statistics of names, no names of persons.
#ifndef MALINES_MATCH_TABLES_FREQUENT_H
#define MALINES_MATCH_TABLES_FREQUENT_H

#define FREQUENT_WORDS \
    "aada", "aadhya", "aali", "aarab", "aarav", "aariz", "aaron", "aarya", "aasha", "ababou", "abad", "abadi", "abarkan", "abati", "abba", \
    "abbad", "abbadi", "abbaoui", "abbas", "abbasi", "abbasov", "abbassi", "abbott", "abbou", "abboubi", "abboudi", "abdala", "abdalla", \
    "abdallaoui", "abdelah", "abdelaziz", "abdelfatah", "abdelhadi", "abdelhak", "abdelkader", "abdelkrim", "abdellah", "abdellaoui", \
    "abdellati", "abderrahaman", "abderrahim", "abderrahman", "abderrahmane", "abderrazak", "abdeselam", "abdeslam", "abdessamie", "abdi", \
    "abdou", "abdoulaye", "abdoun", "abdouni", "abdrahmanov", "abdulaev", "abdulaziz", "abdulla", "abdullaev", "abdullayev", "abdullo", \
    "abdulrahman", "abel", "abelardo", "abellan", "aberkan", "aberkane", "abid", "abida", "abidi", "aboufaras", "aboufaris", "abouri", \
    "abraham", "abreu", "abril", "abselam", "abubakar", "abubakr", "abulfazl", "abuli", "acar", "accensi", "acedo", "acevedo", "achab", \
    "achahbar", "achahboun", "achalhi", "acharki", "acherkouk", "achhab", "achim", "achir", "achour", "achouri", "acosta", "acuna", \
    "adalid", "adam", "adama", "adamczyk", "adan", "adda", "addadi", "addi", "addou", "addouti", "adela", "adelaida", "adele", "adelina", \
    "adib", "adil", "adin", "adir", "aditi", "adjei", "admetlla", "admi", "adnani", "adolfo", "adomas", "adoracion", "adraoui", "adria", \
    "adrian", "adriana", "adrians", "aerts", "afailal", "afakir", "afia", "afif", "afilal", "afkir", "afonso", "africa", "afzaal", \
    "agapito", "agharbi", "aghbalou", "aghmir", "agnes", "agout", "aguado", "agudo", "agueda", "aguilar", "aguilera", "aguirre", "agusti", \
    "agustin", "agustina", "ahaddouch", "ahamed", "ahannach", "aharchi", "aharram", "aharrar", "ahidar", "ahmadi", "ahmadov", "ahmet", \
    "ahmetov", "ahmidouch", "ahrika", "ahrouch", "aicha", "aichi", "aida", "aiden", "aidi", "aikaterini", "aimar", "aina", "ainara", \
    "ainhoa", "aino", "ainoa", "aisha", "aissa", "aissaoui", "aissati", "aisultan", "aisyah", "aitana", "aitor", "aitziber", "aiur", \
    "ajayi", "ajda", "ajila", "ajla", "ajouaou", "akachar", "akalai", "akbar", "akdi", "akhal", "akhazzan", "akhdim", "akhmedov", \
    "akhnati", "akhrif", "akhtar", "akif", "akil", "akka", "akkar", "akkouh", "akodad", "akoudad", "akrach", "akram", "akrouh", "aksel", \
    "aksoy", "akter", "alabadi", "alain", "alami", "alamo", "alan", "alanoud", "alaoui", "alarcon", "alba", "albert", "alberte", "alberto", \
    "alcaide", "alcala", "alcalde", "alcantara", "alcaraz", "alcazar", "aldiyar", "alegre", "aleix", "alejandra", "alejandro", "alejo", \
    "aleks", "aleksandar", "aleksander", "aleksandra", "aleksandre", "aleman", "alemany", "alessandro", "alessia", "alex", "alexandra", \
    "alexandre", "alexandru", "alexia", "alexis", "alfaro", "alfie", "alfonsa", "alfonso", "alfredo", "aliaga", "alic", "alice", "alicia", \
    "alicja", "aliev", "alievi", "alifa", "alikhan", "alilou", "alina", "aline", "alinur", "alisa", "alise", "aliya", "aliyev", "allali", \
    "allaoui", "alli", "allouch", "allouchi", "alma", "almachi", "almagro", "almeida", "almudena", "almudi", "alonso", "alou", "alouani", \
    "alouat", "aloui", "alparslan", "alteo", "althea", "altimir", "alvarado", "alvarez", "alvaro", "alves", "alysha", "amadeo", "amado", \
    "amador", "amadou", "amahle", "amaia", "amakran", "amal", "amalia", "amalie", "amanda", "amann", "amar", "amara", "amari", "amarika", \
    "amaris", "amarti", "amat", "amaya", "amayra", "ambar", "ambou", "ambra", "ambre", "ambrosio", "amelia", "amelija", "amelja", \
    "amesnaou", "ameziane", "amghar", "amiama", "amina", "aminata", "amine", "amir", "amira", "amiri", "amjad", "amjahad", "ammar", \
    "ammari", "ammi", "ammouri", "amnad", "amor", "amores", "amoretti", "amorim", "amoros", "amparo", "amrani", "amraoui", "amri", "amy", \
    "amza", "amzil", "ana", "anabel", "anahit", "anais", "anar", "anastasia", "anastasija", "anastasio", "anastasiya", "anaya", \
    "andaloussi", "andani", "ander", "andersen", "anderson", "andersson", "andoni", "andov", "andrade", "andre", "andrea", "andreas", \
    "andreea", "andrej", "andres", "andreu", "andria", "andrias", "andriy", "androula", "andujar", "ane", "angel", "angela", "angeles", \
    "angelica", "angeliki", "angelina", "angeline", "angelo", "angelov", "angelova", "angli", "angulo", "angustias", "anibal", "aniceto", \
    "anna", "annie", "anohito", "ansari", "anselmo", "ansodi", "antia", "antohi", "antoine", "antolin", "anton", "antonella", "antoni", \
    "antonia", "antunez", "anunciacion", "anzi", "anzu", "aoi", "aoife", "aostri", "aouad", "aouadi", "aouaj", "aouami", "aoufi", \
    "aouissi", "aoulad", "aouni", "aouragh", "aouraghe", "aparicio", "aputsiaq", "aquilino", "arab", "arabi", "araceli", "aragon", \
    "arakama", "arakelyan", "arana", "aranda", "arantxa", "aranzazu", "aras", "araujo", "arbaoui", "arbi", "arbib", "arce", "archi", \
    "archie", "arcos", "ardid", "areg", "arellano", "arenas", "areni", "ares", "arevalo", "arfaoui", "argentina", "arguioui", "ari", \
    "aria", "ariadna", "ariana", "arianna", "arias", "ariel", "arif", "arifi", "arimany", "aritz", "ariza", "arizti", "arjona", "arjun", \
    "arman", "armando", "armas", "armen", "armine", "arnaiz", "arnau", "arnaud", "arnouki", "aroa", "aroca", "aromi", "aron", "aroussi", \
    "arpi", "arraibi", "arranz", "arribas", "arribi", "arrieta", "arroyo", "arsenio", "arshad", "arslan", "arteaga", "artem", "arthur", \
    "artiom", "artur", "arturo", "artyom", "arumi", "aruuke", "aruuzat", "arzak", "asbai", "ascension", "asel", "asemahle", "asensio", \
    "asghar", "ashby", "ashfaq", "ashot", "ashraf", "ashraqat", "asier", "asif", "asilim", "asiri", "asiya", "asja", "askasibar", "aslam", \
    "aslan", "asmat", "asmita", "asraoui", "asri", "asrih", "asry", "assad", "assal", "assia", "assou", "assri", "asta", "astolfi", \
    "astrid", "asuncion", "aswani", "asya", "atauri", "athanasios", "atienza", "atif", "atifi", "atiki", "atlas", "atmani", "atrari", \
    "atta", "attabi", "attaoui", "attar", "attard", "attari", "attia", "attou", "atucha", "aubach", "aubert", "aubry", "audi", "august", \
    "augusto", "aurea", "aurelia", "aurelio", "aurora", "ava", "avanzini", "avci", "avcı", "avelina", "avelino", "aviana", "avigail", \
    "avila", "aviles", "avraham", "awa", "awad", "aya", "ayach", "ayache", "ayachi", "ayad", "ayadi", "ayala", "ayalah", "ayaou", \
    "ayastuy", "ayat", "aybar", "aydin", "aydın", "ayesha", "aygun", "ayim", "ayla", "aylin", "ayma", "aymami", "aymar", "aymi", "aynaou", \
    "ayoub", "ayoubi", "ayra", "aysel", "ayub", "ayuso", "ayyadi", "ayzere", "ayşa", "ayşe", "azad", "azahaf", "azahara", "azam", "azami", \
    "azaoum", "azaria", "azariah", "azarkan", "azaroual", "azcoiti", "azdad", "azhar", "azhari", "azhir", "azirar", "aziz", "azizi", \
    "azmani", "aznar", "azouagh", "azouaghe", "azouan", "azouaoui", "azougagh", "azoulay", "azouz", "azouzi", "azouzout", "azra", "azrak", \
    "azucena", "azzaoui", "azzi", "azzouz", "azzouzi", "aþena", "baali", "babi", "babic", "babić", "baboi", "bach", "bachir", "bachiri", \
    "bachmann", "badaoui", "badda", "bader", "badi", "badia", "badji", "badr", "badri", "baena", "baert", "baeten", "baez", "baeza", \
    "bafalluy", "bafaluy", "bagdad", "baghdad", "baghdadi", "baghdasaryan", "baha", "bahadi", "bahi", "bahia", "bahida", "bahja", \
    "bahloul", "bahraoui", "bahri", "baida", "baidal", "baidi", "bailach", "bairam", "baitar", "bajaha", "bajram", "bak", "bakali", \
    "bakary", "bakhat", "bakhtaoui", "bakhti", "bakkach", "bakkal", "bakkali", "bakker", "bakour", "bakouri", "bakri", "balaguer", \
    "balani", "balaž", "balbina", "baldomero", "bali", "ballester", "ballesteros", "balodis", "balog", "balogh", "baltasar", "bandar", \
    "bandara", "banele", "bangoura", "bani", "bannoudi", "banos", "baraka", "barakat", "baran", "barb", "barba", "barbany", "barbara", \
    "barbare", "barbera", "barbero", "barbi", "barbier", "barbosa", "barcelo", "bardaji", "bardi", "barea", "barhoun", "bari", "barka", \
    "barkani", "barkaoui", "barnoussi", "baron", "baroudi", "barragan", "barrak", "barranco", "barre", "barreiro", "barrera", "barrero", \
    "barrientos", "barrio", "barrios", "barros", "barroso", "barrouhou", "barry", "barti", "bartolome", "basaev", "bashir", "basi", \
    "basilia", "basilio", "basilisa", "basri", "bass", "bassa", "basse", "basset", "bassi", "bassou", "bastida", "bastin", "batchelli", \
    "batchilly", "batista", "battaglia", "battioui", "baubi", "baudoin", "bauer", "baumann", "bautista", "bauwens", "bayad", "bayarmaa", \
    "bayarri", "baydal", "bayon", "bazataqui", "bazi", "baztarrika", "beatrice", "beatriz", "becerra", "becker", "beckers", "beckmann", \
    "beghdadi", "begic", "begona", "bejarano", "bekhakh", "bekkali", "bekkaoui", "belaidi", "belbachir", "belchi", "belda", "belen", \
    "belghazi", "belghiti", "belhadi", "belhadj", "belhadri", "belhaj", "belilty", "belkacem", "belkacemi", "belkadi", "belkaid", \
    "belkasmi", "belkassmi", "belkhir", "bellamy", "bellido", "bellini", "bello", "belmamoun", "belmonte", "beloki", "belouafi", "beltran", \
    "benabbou", "benabdallah", "benabdellah", "benahmed", "benaicha", "benaim", "benaissa", "benali", "benaouda", "benas", "benat", \
    "benavente", "benavides", "benayad", "benazzouz", "benbrahim", "bence", "bencheikh", "benchikh", "bendaoud", "benedetti", "benedicta", \
    "benedita", "benhaddi", "benhaddou", "benhadi", "benhammou", "benhamou", "benhamu", "benhari", "beni", "benicio", "benigno", \
    "benimeli", "benita", "benitez", "benito", "benjamin", "benjelloun", "benjilali", "benkaddour", "benktib", "benmoussa", "bennani", \
    "bennassar", "bennouna", "benoit", "bensaad", "bensaid", "bensalah", "bensiali", "benslimane", "bentahar", "bentayeb", "bentley", \
    "benyahia", "benyahya", "benyaich", "benziane", "berenguer", "berger", "bergmann", "beridze", "berini", "berisha", "berkani", "berki", \
    "bermejo", "bermudez", "bernabe", "bernabeu", "bernal", "bernard", "bernarda", "bernardino", "bernardo", "bernat", "berni", "berrdo", \
    "berridi", "berrocal", "berrouhou", "berta", "bertrand", "bertuchi", "berzinš", "beshoi", "besson", "betancor", "beti", "bhatia", \
    "bhatti", "bianchi", "bianchini", "bibek", "bibi", "bibiana", "bibiloni", "biel", "bienvenida", "bienvenido", "bihi", "bikandi", \
    "bilal", "bilbao", "bilbeny", "biljana", "bilyk", "binita", "bintou", "birch", "bird", "bisera", "bishal", "bismah", "bisultanov", \
    "bitar", "biton", "bittan", "blanc", "blanca", "blanchard", "blanco", "blas", "blasco", "blazquez", "blöndal", "bobi", "bock", \
    "bodart", "bodi", "bofi", "bogaert", "bogaerts", "bogdan", "bogdana", "bogdanov", "boglarka", "bohada", "bohajar", "bohm", "boix", \
    "bolanos", "bolkvadze", "bolormaa", "bombi", "bondarenko", "bonet", "bonfim", "boni", "bonifacio", "bonilla", "bonmati", "bonnet", \
    "bonvehi", "boonen", "booth", "borg", "bori", "boris", "borja", "borjabad", "borras", "borrego", "bosch", "bosmans", "bossuyt", \
    "botella", "boti", "botta", "bouaicha", "bouajaja", "bouakka", "boualam", "bouali", "bouamama", "bouanani", "bouaouda", "bouarfa", \
    "bouasria", "bouayad", "bouayadi", "bouazama", "bouaziz", "bouazza", "bouazzaoui", "bouazzati", "boubeta", "boubker", "boucetta", \
    "bouchama", "bouchikhi", "bouchnafa", "bouchra", "bouchtaoui", "bouchti", "bouda", "boudali", "boudaoud", "boudet", "boudhan", \
    "boudlal", "boudra", "boudraa", "boue", "boufous", "boughaba", "bougrine", "bougtib", "bouhali", "bouhamid", "bouharrat", "bouhjira", \
    "bouhlal", "bouhou", "bouhouch", "bouhout", "bouich", "boujaada", "boujakhrout", "boujemaoui", "boujida", "boukabous", "bouker", \
    "boukhabza", "boukhanfra", "boukhari", "boukhriss", "boukhzar", "boukili", "boukraa", "boulahfa", "boulahya", "boulaich", "boulanger", \
    "boumaaza", "bounoua", "bouragba", "bouras", "bourass", "bourgeois", "bourhail", "bouri", "bourkhissi", "bourne", "bousbaa", \
    "boussaid", "boussif", "boussouf", "boutahar", "boutahri", "boutaleb", "boutaybi", "boutayeb", "bouti", "bouvier", "bouya", "bouza", \
    "bouzada", "bouzaidi", "bouzalmat", "bouzamayor", "bouzan", "bouzekri", "bouzian", "bouziane", "bouziani", "bouzid", "bouzidi", \
    "bouzit", "bouzizoua", "boychuk", "boyd", "boyer", "boyko", "bozdog", "bozinov", "bozkurt", "bradbury", "brady", "braem", "brahim", \
    "brahimi", "brahmi", "brais", "brankov", "braulio", "bravo", "breathnach", "breugelmans", "brian", "briem", "brigida", "brik", "briki", \
    "brinkmann", "brito", "brook", "brouwers", "brown", "brun", "brunet", "brunetti", "bruni", "brunner", "bruno", "budai", "budi", \
    "buendia", "bueno", "bufi", "buhai", "bui", "bukar", "bulai", "bulut", "burgos", "burkhardt", "busati", "bustamante", "bustos", "buti", \
    "butkiene", "butkus", "buyema", "buyse", "byrne", "bytyqi", "caamano", "caballero", "cabanas", "cabanillas", "cabello", "cabeza", \
    "cabezas", "cabrera", "cabrero", "caceres", "cai", "cakir", "calatayud", "calderon", "calero", "calle", "calleja", "callens", "calvo", \
    "calzada", "camacho", "camara", "cambier", "camila", "camille", "camilleri", "camilo", "camino", "campillo", "campo", "campos", \
    "campoy", "camps", "can", "canadas", "canales", "canas", "candela", "candelaria", "candida", "candido", "canete", "canizares", "cano", \
    "canovas", "cantero", "canto", "cantos", "caparros", "capdevila", "capilla", "carballo", "carbonell", "cardenas", "cardona", "cardoso", \
    "caridad", "carl", "carla", "carles", "carlier", "carlos", "carlota", "carme", "carmelo", "carmen", "carmona", "caro", "carolina", \
    "caron", "carpentier", "carpio", "carranza", "carrasco", "carrascosa", "carreno", "carrera", "carreras", "carrero", "carretero", \
    "carrillo", "carrion", "carro", "carvajal", "carvalho", "casado", "casal", "casals", "casanova", "casanovas", "casares", "casas", \
    "casero", "casilda", "casimiro", "castaneda", "castano", "casteels", "castellano", "castellanos", "castello", "castells", "castilla", \
    "castillo", "castro", "catala", "catalan", "catalina", "cayetana", "cayetano", "cazorla", "ceballos", "ceban", "cebotari", "cebrian", \
    "cecilia", "cecilio", "ceesay", "ceferino", "celeste", "celestina", "celestino", "celia", "celik", "celine", "celsa", "celso", \
    "centeno", "cerda", "cerdan", "cerezo", "cerro", "cervantes", "cervera", "cesar", "cesareo", "cespedes", "cetin", "ceulemans", \
    "chaabi", "chabou", "chacon", "chadli", "chadwick", "chafai", "chafi", "chafik", "chagaev", "chahbi", "chahboun", "chahbouni", \
    "chahdi", "chahid", "chahlal", "chahmout", "chai", "chaib", "chaibi", "chairi", "chakir", "chakiri", "chakkaf", "chakkour", "chakour", \
    "chakroun", "chami", "chamlal", "chamlali", "chamorro", "chan", "chand", "chang", "chaouch", "chaoui", "chaouki", "chaparro", \
    "charafi", "charbel", "charchaoui", "chardi", "charkaoui", "charki", "charles", "charlie", "charlotte", "charpentier", "chasi", \
    "chatt", "chaudhary", "chaudhry", "chaves", "chavez", "checa", "cheddad", "cheddadi", "chedeline", "chemlal", "chen", "chennouf", \
    "cheong", "cherkaoui", "chetouani", "chetry", "cheung", "chevalier", "chhetri", "chhoa", "chibani", "chica", "chico", "chihab", \
    "chikhaoui", "chikhi", "chikri", "chin", "chiri", "chiu", "chloe", "cho", "choa", "choe", "choi", "chokri", "chong", "chorfi", "chou", \
    "chouati", "choudhry", "choudna", "choukri", "choulli", "chourak", "chow", "chowdhury", "choy", "chrif", "chrifi", "christensen", \
    "christiaens", "christian", "christina", "christos", "chtioui", "chua", "chuluun", "chun", "chung", "cid", "cifuentes", "cillian", \
    "cintia", "ciobanu", "cipriano", "ciro", "cisse", "cissokho", "claes", "claeys", "clara", "claudia", "claudio", "clement", "clemente", \
    "clementina", "climent", "clotilde", "cobo", "cobos", "coca", "codina", "cohen", "coi", "colin", "coll", "collado", "collard", \
    "collignon", "colombo", "colomer", "comas", "compaore", "concepcio", "concepcion", "conde", "conejo", "conesa", "conrado", \
    "consolacion", "constantin", "constantino", "consuelo", "contreras", "cools", "coppens", "coral", "cordero", "cordoba", "cordon", \
    "cornejo", "cornelis", "cornet", "coronado", "corral", "corrales", "correa", "cortes", "costa", "costas", "coulibaly", "cousin", \
    "covadonga", "crespo", "criado", "cristian", "cristina", "cristobal", "cruz", "cuadrado", "cubero", "cuchi", "cuellar", "cuenca", \
    "cuesta", "cueto", "cuevas", "cufi", "cuypers", "cynthia", "cəfərov", "dabouza", "dabrowski", "dadi", "dadlani", "daems", "daghmoumi", \
    "dahan", "dahbani", "dahbi", "dahhou", "dahi", "dahiru", "dahmani", "dahmouni", "dahou", "dahrouch", "daif", "daisy", "daki", "dakir", \
    "dalal", "dalila", "damcevski", "damian", "damiani", "damjan", "dan", "danel", "danfakha", "dani", "daniel", "daniela", "daniels", \
    "daniil", "danijel", "danjuma", "danna", "danylo", "daou", "daoud", "daoudi", "daoui", "darboe", "daria", "darija", "dario", "daris", \
    "darkaoui", "darrazi", "darta", "darwish", "daryanani", "daswani", "daudi", "davi", "davidov", "davila", "davinia", "davis", "davit", \
    "davud", "daza", "debboun", "debdi", "debora", "debruyn", "deckers", "declerck", "declercq", "decoster", "defne", "defossez", \
    "degroote", "dehaes", "dehbi", "dejan", "delcourt", "delfin", "delfina", "delgado", "delhaye", "delia", "delic", "delvaux", "dembele", \
    "demetre", "demetrio", "demeyer", "demir", "denis", "deniz", "deprez", "derkaoui", "desamparados", "deschamps", "desire", "desiree", \
    "desmedt", "desmet", "devi", "devos", "devriendt", "dewitte", "dhia", "dhondt", "dhruv", "diagne", "diakhaby", "diakite", "diallo", \
    "diana", "diarra", "diaz", "dicko", "didac", "didi", "diego", "dieguez", "diels", "dieng", "dierckx", "diez", "dimitar", "dimitra", \
    "dimitrios", "dimitrov", "dimitrova", "dion", "dionisia", "dionisio", "diop", "diouf", "dissanayake", "djamel", "djeneba", "djilali", \
    "djordjevic", "djurhuus", "dkhissi", "dmytro", "dogan", "doha", "dolores", "dolors", "domenech", "dominga", "domingo", "dominguez", \
    "dominik", "dominykas", "donev", "dora", "dorado", "dorothy", "dorta", "dosari", "dossari", "doudou", "doudouh", "douieb", "douiri", \
    "doukkali", "doumbia", "doumbouya", "doyle", "doğan", "dragan", "dragana", "drame", "draoui", "driouch", "driouich", "driss", "drissi", \
    "duarte", "dubois", "duchi", "dudaev", "duenas", "dulaimi", "duleimi", "dumas", "dumitru", "dumont", "dunja", "dupont", "dupuy", \
    "duque", "duran", "durand", "duval", "dušan", "dylan", "dyllan", "džan", "eabha", "eaw", "echevarria", "echeverria", "ecrin", \
    "eddahbi", "eddahmani", "eddaoudi", "edelmira", "edgar", "edoardo", "edouard", "edrissi", "eduard", "eduardo", "edurne", "edward", \
    "eeli", "eevi", "egea", "eglitis", "eider", "eino", "eisha", "eitan", "eithan", "eladia", "eladio", "elchin", "elene", "eleni", \
    "eleuterio", "elia", "elias", "elie", "elif", "elija", "elijah", "elisa", "elisabet", "elisabeth", "elisenda", "eliseo", "elizabeth", \
    "elizaveta", "eliška", "ella", "ellen", "elli", "ellie", "elmar", "elnur", "eloi", "eloina", "eloisa", "eloy", "elsa", "elshan", \
    "elvira", "elyas", "elza", "ema", "eman", "embla", "emelia", "emely", "emery", "emhamed", "emil", "emilia", "emiliana", "emiliano", \
    "emilija", "emilio", "emiliya", "emils", "emily", "emine", "emir", "emma", "emmanuel", "emrani", "encarna", "encarnacio", \
    "encarnacion", "encinas", "eneko", "enezi", "engelen", "engracia", "ennaji", "enric", "enrique", "enriqueta", "enriquez", "erdogan", \
    "erdoğan", "eric", "erica", "erik", "erika", "eriksson", "erkizia", "erkoreka", "ernesto", "errachidi", "errahali", "errahmani", \
    "errahmouni", "escobar", "escribano", "escudero", "esma", "esmeralda", "espada", "espana", "espejo", "esperanza", "espin", "espino", \
    "espinosa", "espinoza", "esposito", "essaadi", "essabbar", "essaddiki", "essadiki", "essafi", "essahli", "essaidi", "essalhi", \
    "esteban", "estefania", "estela", "ester", "esteve", "estevez", "esther", "estibaliz", "estrada", "estrella", "ethan", "etienne", \
    "ettahiri", "eugenia", "eugenio", "eulalia", "eulogio", "eusebia", "eusebio", "eva", "evangelina", "evaristo", "evelina", "evelyn", \
    "evens", "evgeny", "evie", "evrard", "exposito", "eyckmans", "eylül", "eymen", "ezekiel", "ezequiel", "fabian", "fabiani", "fabio", \
    "fabiola", "fabre", "fachal", "faci", "fadel", "fadi", "fadil", "fadili", "fadli", "fafian", "fahad", "fahd", "fahim", "fahmi", "faik", \
    "failali", "faine", "faisal", "fajardo", "fajr", "fakir", "fakiri", "falcon", "falk", "fall", "fallah", "fanta", "faouzi", "farah", \
    "faraj", "faraji", "fardi", "farh", "farhat", "farhi", "farid", "farida", "farih", "farina", "farinha", "fariss", "farissi", "farkas", \
    "farooq", "farrah", "farre", "farrugia", "farsi", "farzana", "fassi", "fatah", "fatemeh", "fathallah", "fathi", "fatih", "fatiha", \
    "fatihi", "fatime", "fatin", "fatma", "fatmi", "fatni", "fatou", "fatoumata", "fatsini", "fatty", "faty", "fauli", "faure", "faustina", \
    "faustino", "fausto", "faye", "fechtali", "federico", "fedriani", "feijoo", "fekkak", "feliciana", "feliciano", "felicidad", \
    "felicitas", "felipa", "felipe", "felisa", "felix", "fellahi", "fermin", "fermina", "fernanda", "fernandes", "fernando", "ferndo", \
    "ferran", "ferrando", "ferrari", "ferre", "ferreira", "ferreiro", "ferrer", "ferrera", "ferrero", "fiadh", "fidalgo", "fidel", \
    "fidela", "figueras", "figueroa", "fikri", "filali", "filip", "filipov", "filippini", "filomena", "finlay", "finn", "fischer", \
    "fleury", "flora", "florence", "florencia", "florencio", "florentina", "florentino", "flores", "florez", "florido", "florin", \
    "florinda", "fofana", "fonseca", "font", "fontaine", "fopiani", "fosati", "fossati", "fouad", "founti", "fournier", "fozia", "fraga", \
    "fraile", "fran", "frances", "francesc", "francesca", "francesco", "francisca", "francisco", "franciszek", "franco", "francois", \
    "fransen", "frederick", "freire", "freja", "freya", "frias", "frida", "frieda", "friedman", "frohlich", "frutos", "ftouh", "fuensanta", \
    "fuente", "fuentes", "fuertes", "fulgencio", "fuma", "fuster", "gabarri", "gabija", "gabino", "gabor", "gabriel", "gabriela", \
    "gabriele", "gadzhiev", "gael", "gagik", "gagliardi", "gagnon", "gago", "gaillard", "gaizka", "gakou", "galan", "galea", "galera", \
    "galiani", "galiano", "galimany", "galindo", "gallardo", "gallego", "gallo", "galvan", "galvez", "gamage", "gamalat", "gamero", \
    "gamez", "gamila", "gang", "garba", "garbi", "garces", "gardoki", "gari", "garnier", "garrabou", "garrido", "garriga", "garzon", \
    "gascon", "gashi", "gasmi", "gaspar", "gaspard", "gassama", "gatti", "gaubeka", "gauthier", "gautier", "gavilan", "gayane", "geens", \
    "geerts", "gelashvili", "gema", "gemma", "genaro", "genoveva", "george", "georgi", "georgia", "georgiev", "georgieva", "georgina", \
    "georgios", "gerard", "gerardo", "german", "geronimo", "gertrudis", "gevorg", "gevorgyan", "ghaddari", "ghailan", "ghailani", \
    "ghalbzouri", "ghali", "ghalmi", "ghamdi", "ghanem", "ghang", "ghani", "ghanmi", "ghaoual", "gharbaoui", "gharbi", "gharib", "ghayat", \
    "ghazal", "ghazali", "ghazaryan", "ghazi", "ghazouani", "gheorghe", "ghersi", "gheti", "ghim", "ghita", "ghoufairi", "ghouzali", \
    "ghulam", "ghzaoui", "gianna", "giannini", "gielen", "gil", "gilabert", "gilbert", "gilles", "gillet", "gilli", "gillis", "gim", \
    "gimenez", "gimeno", "giner", "gines", "ginevra", "giorgadze", "giorgi", "giorgia", "giraldo", "girard", "giraud", "giron", "gisbert", \
    "gisela", "gita", "giulia", "giuliani", "gloria", "gochi", "godoy", "goethals", "gogo", "goh", "goiri", "goiti", "golob", "gomes", \
    "gomez", "goni", "gonzales", "gonzalo", "gonçalves", "googoosh", "goossens", "goran", "gordana", "gordillo", "gordo", "gorka", "goti", \
    "gottschalk", "goual", "gough", "goula", "goulart", "gould", "goumri", "gourari", "gouw", "govaerts", "grace", "gracia", "graciela", \
    "graham", "granado", "granados", "grande", "grassi", "grau", "graziani", "grech", "greco", "gregoria", "gregorio", "grigoryan", \
    "grosjean", "gruber", "guadalupe", "guamani", "guarachi", "guardiola", "guenfoud", "guenfoudi", "guennouni", "guerin", "guerra", \
    "guerrero", "guettaf", "guevara", "gueye", "guidi", "guijarro", "guillem", "guillen", "guillermina", "guillermo", "guillot", "guirado", \
    "guirao", "guisado", "guliyev", "gumersindo", "gumi", "gunay", "gunel", "gunes", "guridi", "gurung", "gustafsson", "gustavo", \
    "gustavs", "gutierrez", "gutu", "guyot", "guzhnay", "guzman", "guðrun", "gyamfi", "göktug", "güneş", "haag", "haas", "haase", "haba", \
    "habchi", "habib", "habiba", "habibi", "habri", "habti", "hacha", "hachemi", "hachimi", "hachmi", "hadad", "haddach", "haddad", \
    "haddadi", "haddaoui", "haddar", "haddi", "haddioui", "haddou", "haddouch", "haddouche", "haddouchi", "haddouti", "haddu", "hadi", \
    "hadicha", "hadini", "hadouchi", "hadrami", "hadraoui", "hadri", "hadzic", "hafed", "hafi", "hafiane", "hafid", "hafida", "hafidi", \
    "hafner", "hahn", "haida", "haidar", "haidara", "haider", "haidour", "haiduc", "haigh", "hajaj", "hajjaj", "hajjaji", "hajjam", \
    "hajjami", "hajjaoui", "hajjioui", "hajoui", "hakim", "hakimi", "hakmi", "hakobyan", "halabi", "halhoul", "halil", "halilovic", \
    "halim", "halimi", "hallak", "hallam", "hallaoui", "haloui", "hamad", "hamada", "hamadi", "hamann", "hamdach", "hamdan", "hamdane", \
    "hamdani", "hamdaoui", "hamdi", "hamdoun", "hamdouni", "hameed", "hamel", "hamer", "hami", "hamida", "hamidi", "hamli", "hamma", \
    "hammad", "hammada", "hammadi", "hamman", "hammani", "hammer", "hammond", "hammou", "hammouch", "hammouchi", "hammoud", "hammouda", \
    "hammoudi", "hammoumi", "hammouri", "hammouti", "hammu", "hamon", "hamou", "hamouchi", "hamoudan", "hamoudi", "hamouti", "hamraoui", \
    "hamri", "hamu", "hamza", "hamzaoui", "han", "hana", "hanafi", "hanane", "hani", "hanif", "hanin", "hanna", "hannach", "hannah", \
    "hannaoui", "hannou", "hansen", "haoran", "haouari", "haouat", "haouzi", "haoyu", "harbi", "harchaoui", "harchi", "hardy", "hariri", \
    "harjani", "harkaoui", "haro", "harper", "harrak", "harrar", "harrati", "harraz", "harris", "harry", "harti", "hartley", "hartmann", \
    "haru", "haruma", "harun", "haruna", "haruto", "harutyunyan", "harvey", "harwood", "hasani", "hasanov", "hasanovic", "hashem", \
    "hashemi", "hashimi", "hasmik", "hasnaa", "hasnaoui", "hassani", "hassnaoui", "hassoun", "hassouni", "hathiramani", "hatice", "hatim", \
    "hatimi", "hattab", "hausmann", "haut", "hawa", "haya", "hayani", "hayas", "hayat", "hayk", "hayoun", "hayward", "haza", "hector", \
    "heikapu", "heikkinen", "heim", "heitor", "helena", "helma", "helmi", "hendrickx", "hendriks", "heng", "henry", "heras", "herath", \
    "heredia", "herkus", "hermans", "hermida", "herminia", "herminio", "hermoso", "hernandez", "hernando", "herraiz", "herranz", "herrera", \
    "herrero", "herreros", "hervas", "hess", "hessa", "hesse", "heylen", "heymans", "hicham", "hichou", "hida", "hidalgo", "higinio", \
    "higueras", "hilali", "hilari", "hilario", "himari", "hina", "hinano", "hinata", "hinato", "hinojosa", "hipolito", "hiro", "hirsch", \
    "hirst", "hjørdis", "hlimi", "hmidi", "hobbs", "hoda", "hodzic", "hofer", "hoffmann", "hofmann", "hojda", "holgado", "horak", \
    "horakova", "hortensia", "horvat", "horvath", "hosna", "hosni", "hosniya", "hossain", "hoste", "hoti", "houari", "hourani", "housni", \
    "houssaini", "hovhannes", "hovhannisyan", "howard", "howarth", "hoxha", "hoyos", "hristov", "hristova", "huamani", "huang", "huarachi", \
    "huber", "hubert", "hudson", "huerta", "huertas", "huet", "hugo", "hur", "hurtado", "huseyn", "huseynov", "hussa", "huybrechts", \
    "huysmans", "hydar", "hydara", "hämäläinen", "hüseyin", "hüseynov", "həsənov", "iago", "iakab", "ian", "ibai", "iban", "ibanez", \
    "ibarguchi", "ibarra", "iben", "ibon", "ibragimov", "ibrahimi", "ibrahimovic", "ibryam", "ichim", "iciar", "ida", "idir", "idirin", \
    "idoia", "idrissi", "ieong", "ifrim", "iftikhar", "iglesias", "ignacia", "ignacio", "ignasi", "igor", "iker", "ikram", "ildefonso", \
    "ilgar", "ilic", "iliev", "ilieva", "ilija", "ilić", "iluminada", "imamovic", "iman", "imanol", "imbachi", "imene", "iminathi", \
    "imlahi", "imogen", "imrani", "inaki", "inaya", "inci", "indalecio", "indira", "ines", "infante", "ingrid", "iniesta", "inigo", \
    "inmaculada", "inocencia", "inocencio", "inuk", "inunnguag", "inutsiaq", "ioan", "ioana", "ioane", "ioanna", "ioannis", "ion", "ionel", \
    "ionescu", "irati", "iratxe", "irene", "iria", "irina", "iris", "isaac", "isabel", "isabella", "isabelle", "isaias", "isak", "isasi", \
    "ishaq", "isidora", "isidoro", "isidra", "isidro", "iskakov", "isla", "islam", "islande", "ismael", "ismail", "ismaili", "ismailov", \
    "ismayilov", "ismayılov", "isolina", "israel", "issa", "issaoui", "italiani", "ito", "itsuki", "itziar", "ivaana", "ivalu", "ivana", \
    "ivanov", "ivanova", "ivanović", "ivanoŭ", "ivik", "ivy", "iyamu", "izan", "izaro", "izaskun", "izquierdo", "izz", "jaadi", "jaadouni", \
    "jaafar", "jaafari", "jaatit", "jabat", "jabbar", "jabbari", "jabbi", "jabbie", "jabbour", "jabbouri", "jabli", "jabri", "jacinta", \
    "jacinto", "jack", "jackson", "jacob", "jacobo", "jacobs", "jacobsen", "jacqueline", "jad", "jade", "jadot", "jaen", "jafarov", \
    "jahjah", "jahn", "jaidi", "jaime", "jairo", "jaka", "jakob", "jakov", "jakub", "jakup", "jallow", "jamai", "jamal", "jamali", "james", \
    "jameson", "jami", "jamili", "jammeh", "jan", "jana", "janabi", "janati", "jang", "janire", "jankauskas", "jankauskiene", "jankowski", \
    "jansen", "jansons", "janssen", "janssens", "jaouad", "jaouhari", "jara", "jaramillo", "jardi", "jardim", "jari", "jarmouni", "jarri", \
    "jarroudi", "jatta", "jaume", "javier", "jawara", "jayasinghe", "jazouli", "jbari", "jbilou", "jebari", "jebary", "jebbari", "jebbour", \
    "jekabs", "jelena", "jellouli", "jenifer", "jennifer", "jensen", "jeong", "jerez", "jeronima", "jeronimo", "jesica", "jessica", \
    "jesus", "jesusa", "jiburi", "jilali", "jimena", "jimenez", "jimeno", "jiya", "jmili", "joan", "joana", "joao", "joaquim", "joaquin", \
    "joaquina", "jobe", "joe", "joel", "joeng", "joensen", "jogvan", "johannesen", "johansen", "johansson", "johnsen", "johnson", \
    "jokubas", "joly", "jon", "jonas", "jonatan", "jonathan", "jones", "jonsson", "joossens", "jorda", "jordan", "jordi", "jorge", "jori", \
    "joris", "joseba", "josefa", "josefina", "josep", "joseph", "joshua", "josiah", "josip", "josu", "josue", "jouhari", "jouhri", \
    "jounou", "jouri", "jovan", "jovana", "jovanovic", "jovanović", "jover", "joy", "juana", "juani", "juarez", "jubouri", "juburi", \
    "jude", "judeline", "judit", "judith", "julen", "jules", "julia", "julian", "juliana", "julie", "julieta", "juliette", "julija", \
    "julio", "june", "jung", "juni", "junior", "jurado", "jurić", "justa", "justina", "justo", "järvinen", "jökull", "jørgensen", "kaabi", \
    "kaba", "kabba", "kabbani", "kabbouri", "kabir", "kabita", "kabore", "kabouri", "kacimi", "kaczmarek", "kada", "kadaoui", "kadar", \
    "kaddour", "kaddouri", "kaddur", "kadfi", "kadi", "kadiatou", "kadir", "kadiri", "kadmiri", "kadouri", "kadri", "kadyrov", "kahlaoui", \
    "kahtani", "kai", "kaia", "kaidi", "kairo", "kaiser", "kaissi", "kajouai", "kajus", "kalai", "kaliev", "kallali", "kalloe", "kalninš", \
    "kaloyan", "kamal", "kamara", "kamel", "kamil", "kamile", "kaminska", "kaminski", "kamiruaga", "kamissoko", "kamouni", "kandeh", \
    "kandoussi", "kane", "kanfoudi", "kang", "kanoute", "kanteh", "kapanadze", "kaplan", "kara", "karam", "karapetyan", "karen", "kari", \
    "karima", "karimi", "karine", "karkach", "karkri", "karlis", "karlsen", "karlsson", "karmoun", "karolina", "karraz", "karrouchi", \
    "karroum", "karroumi", "karzazi", "kask", "kasmi", "kasri", "kassem", "kassen", "kassimi", "kassmi", "kastrati", "katerina", "kathem", \
    "katla", "kato", "katz", "kaufmann", "kaur", "kausar", "kavaliauskas", "kavaliauskiene", "kavalioŭ", "kaya", "kaye", "kayser", "kazi", \
    "kazlauskas", "kazlauskiene", "kazloŭ", "kazloŭski", "keanu", "kebbeh", "kebir", "keita", "keller", "kelly", "kelmendi", "kennedy", \
    "kenny", "keo", "kerkhofs", "kerroum", "kerzazi", "kessler", "keven", "kevin", "khachatryan", "khader", "khadija", "khadije", "khadim", \
    "khadir", "khadiri", "khadraoui", "khadri", "khadzhiev", "khalaf", "khaldi", "khalfaoui", "khalfi", "khali", "khalifa", "khalifi", \
    "khalil", "khalladi", "khalloufi", "khallouk", "khamlichi", "khanfri", "kharbach", "kharbouch", "kharmach", "kharraz", "kharroubi", \
    "khat", "khatabi", "khatib", "khatiri", "khatri", "khattab", "khattabi", "khattouti", "khatun", "khawla", "khay", "khayali", "khayari", \
    "khayat", "khayati", "kheir", "khemlani", "khiev", "khlifi", "khlot", "kholti", "khomsi", "khongordzol", "khoulati", "khouri", \
    "khoury", "khouya", "khouyi", "khtira", "kiaan", "kiara", "kichouhi", "kieffer", "kihel", "kilani", "kilic", "kiraly", "kiran", \
    "kirby", "kirchner", "kirk", "kirollos", "kiss", "kiwa", "klea", "klein", "klett", "kluivert", "knežević", "koa", "kobayashi", "koch", \
    "kohl", "kohler", "koita", "konate", "kone", "konstantina", "konstantinos", "konul", "kopp", "kora", "korchi", "korhonen", "korkmaz", \
    "korta", "kortazar", "kos", "koskinen", "koubaa", "koulali", "kourouma", "kousar", "koutaibi", "kovacevic", "kovacic", "kovacs", \
    "koval", "kovalchuk", "kovalenko", "kovač", "kovačević", "kovačić", "kovačič", "kowalczyk", "kowalska", "kowalski", "kozak", "kozlov", \
    "kozlowski", "kozłowski", "kraft", "krajnc", "kramer", "krasniqi", "kravchenko", "kravchuk", "krawczyk", "krim", "krishna", \
    "kristiansen", "krubally", "krug", "kruminš", "kryeziu", "ksenija", "kukk", "kumar", "kumara", "kumari", "kurt", "kushnir", \
    "kuznetsov", "kučera", "kučerova", "kvaratskhelia", "kyra", "kyriaki", "kılıç", "laachiri", "laamarti", "laamiri", "laarbi", \
    "laaroussi", "laaziri", "labib", "labrador", "lachhab", "lachiri", "lachkar", "lacroix", "laenen", "lafuente", "laghrib", "laghzaoui", \
    "lago", "lagomazzini", "laguna", "lahbib", "lahfa", "lahlali", "lahlou", "lahmidi", "lahrach", "lahssini", "lahyani", "laia", "laila", \
    "laine", "laka", "lakbir", "lakhal", "lakhdar", "lakhlifi", "lakhloufi", "lakhwani", "lal", "lalwani", "lam", "lama", "lamas", \
    "lambert", "lambrechts", "lamchachti", "lamghari", "lamhamdi", "lamija", "lamkadem", "lamkadmi", "lamrani", "lamrini", "lamy", "lan", \
    "lana", "langlois", "lao", "laoukili", "lara", "laroussi", "larrea", "larsen", "larsson", "lasri", "latif", "latifa", "latorre", "lau", \
    "laura", "laureano", "laurent", "lauwers", "lauzirika", "lavi", "layachi", "layla", "lazar", "lazaro", "lazrak", "lazzaoui", "lea", \
    "leah", "leal", "leandra", "leandro", "leano", "lebedev", "leblanc", "lebrun", "leclerc", "leclercq", "lecocq", "ledesma", "lee", \
    "leen", "leevi", "lefebvre", "legrand", "lehbib", "lehtinen", "lehtonen", "lei", "leire", "leitner", "leiva", "leja", "lejeune", \
    "lejla", "lema", "lemaire", "lemhamdi", "lemmens", "lena", "lenaerts", "leni", "lenna", "leo", "leon", "leonardo", "leoncio", "leonor", \
    "leopoldo", "leordo", "leroux", "leroy", "lesage", "lesedi", "lethabo", "lethokuhle", "leticia", "lev", "levente", "levi", "levy", \
    "lewandowski", "lewis", "leyla", "leyre", "leysen", "lharrak", "lia", "liam", "lian", "lianne", "liazid", "lidia", "lie", "liem", \
    "liepa", "liepinš", "lile", "lili", "liliana", "lilien", "lilit", "lilja", "lillie", "lillo", "lilly", "lily", "lim", "lima", \
    "limachi", "lin", "lina", "linares", "linda", "lio", "lippens", "lisakhanya", "litim", "liu", "liv", "livia", "liyanage", "liz", \
    "ljiljana", "llahi", "llamas", "llanos", "llopis", "llorca", "llorens", "llorente", "lloret", "lluis", "lobato", "lobo", "logan", \
    "loidi", "lola", "lomidze", "lora", "lorca", "lorena", "lorente", "lorenza", "lorenzo", "loreto", "losada", "lotfi", "lou", "louah", \
    "louis", "louise", "loukili", "loum", "lourdes", "lourenço", "loutfi", "louzari", "lovelie", "lovely", "lovro", "low", "lozano", \
    "luana", "lubanzi", "luca", "lucas", "lucena", "lucia", "luciana", "luciano", "lucija", "lucio", "lucrecia", "ludovica", "luengo", \
    "luis", "luisa", "luiz", "lujan", "luka", "lukas", "lukač", "lukaš", "lukne", "lulwa", "lum", "luna", "lungu", "luque", "lur", \
    "lusine", "luyten", "luz", "lwandle", "lyazidi", "lydia", "lyn", "lyna", "maach", "maadouri", "maamar", "maamri", "maarad", "maarouf", \
    "maaroufi", "maataoui", "maati", "maazouz", "maazouzi", "mabchour", "mabel", "mabrouk", "mabrouki", "mabtoul", "macarena", "macdonald", \
    "machado", "machetti", "machi", "macia", "macias", "madani", "maddi", "madi", "madkouri", "madramany", "madrid", "madsen", "mael", \
    "maertens", "maes", "maestre", "maeva", "maftei", "magar", "magdalena", "maggi", "maghraoui", "magni", "magomedov", "maha", \
    "mahamadou", "mahamane", "mahammad", "mahamud", "mahboub", "mahdad", "mahdaoui", "mahdi", "mahesh", "mahfoud", "mahfoudi", "mahi", \
    "mahia", "mahjoub", "mahjoubi", "mahmoudi", "mahou", "mahroug", "mahtani", "maia", "maialen", "maider", "maiga", "maillard", \
    "maimouni", "mainou", "maisuradze", "maitane", "maite", "maizi", "maja", "majaiti", "majdoub", "majdoubi", "majeed", "majem", "majid", \
    "majidi", "majjaoui", "makazaga", "makhfi", "makhlouf", "makhloufi", "makhtari", "makrani", "maksim", "maksym", "malachi", "malak", \
    "malcah", "maldonado", "malek", "malen", "maligiaq", "malih", "malik", "malika", "maliki", "malka", "malki", "mallou", "mallouk", \
    "mallqui", "malthe", "malu", "mamadou", "mamani", "mamedov", "mamedovi", "mamely", "mammadov", "mamoun", "mamouni", "manaia", "manani", \
    "manas", "maneh", "manel", "manfredi", "mani", "manich", "manish", "manneh", "manouach", "manrique", "mansilla", "manso", "mansour", \
    "mansouri", "manssouri", "mansukhani", "manua", "manuel", "manuela", "manzanares", "manzano", "mar", "mara", "marama", "maravillas", \
    "marc", "marcel", "marcela", "marcelina", "marcelino", "marcell", "marcelo", "marchal", "marchand", "marchetti", "marchi", "marcia", \
    "marcial", "marco", "marcos", "mardi", "marechal", "marek", "mareva", "marfa", "marfany", "margaret", "margarida", "margarita", "mari", \
    "mariam", "mariami", "marian", "mariana", "mariani", "mariano", "maribel", "maric", "marija", "marin", "marina", "marini", "marino", \
    "mario", "mariona", "marios", "mariscal", "marisol", "marius", "mariya", "marić", "mark", "markaida", "markas", "markel", "marko", \
    "markovic", "marković", "marks", "markus", "marmi", "marmol", "marnissi", "maroto", "marouan", "marouf", "marques", "marquez", \
    "marrahi", "marrakchi", "marrero", "marroun", "marsh", "marsinach", "marsinyach", "marsou", "marta", "martel", "martens", "martha", \
    "marti", "martim", "martina", "martinez", "martini", "martins", "martorell", "martos", "marty", "maruri", "marwa", "mary", "marya", \
    "maryam", "maryja", "marzak", "marzguioui", "marzouk", "marzouki", "mas", "masaoudi", "masi", "maskhadov", "maslouhi", "masmitja", \
    "masmoudi", "masnou", "masoudi", "masoumeh", "masri", "massa", "massachs", "massaoudi", "massey", "masson", "massoni", "massoudi", \
    "mata", "mataich", "matali", "matas", "mate", "matei", "matej", "mateo", "mateos", "mateu", "mathieu", "mathys", "matias", "matija", \
    "matilda", "matilde", "matić", "mato", "matos", "matta", "matteo", "matthew", "matthias", "matthildur", "mattia", "mattias", "matvey", \
    "matyaš", "maui", "mauricio", "mauro", "maury", "max", "maxim", "maxima", "maximilian", "maximiliano", "maximina", "maximino", \
    "maximo", "maya", "mayer", "mayi", "maymi", "maymouni", "maynou", "mayo", "mayor", "mayoral", "maysoun", "maza", "mazani", "mazhar", \
    "mazilu", "mazouz", "mazouzi", "mazza", "mazzini", "mazzuchelli", "maša", "mbarek", "mbarki", "mbaye", "mbodji", "mboup", "mckay", \
    "mckenna", "mckenzie", "meddah", "medem", "medina", "medrano", "mees", "meeus", "meftah", "megias", "mehamed", "mehand", "mehar", \
    "mehdaoui", "mehdi", "mehmed", "mehmedovic", "mei", "meier", "meijer", "mejdoubi", "mejia", "mejias", "mekkaoui", "mekki", "melania", \
    "melchor", "melendez", "melero", "melgar", "melian", "meliani", "melina", "melisa", "melissa", "mellado", "mellouk", "mellouki", \
    "melnychuk", "melnyk", "melokuhle", "melwani", "mena", "mendez", "mendoza", "menendez", "mensouri", "menssouri", "mera", "mercado", \
    "merce", "mercedes", "merchan", "mercier", "meri", "meriem", "merimi", "merino", "meritxell", "merjem", "mersana", "mertens", "meryem", \
    "merzoug", "merzouki", "mesa", "mesaoudi", "mesbah", "mesbahi", "meseguer", "meskini", "mesrar", "messa", "messaoud", "messaoudi", \
    "messari", "messia", "messina", "mestre", "metidieri", "meunier", "meyer", "meziane", "meziani", "mezouar", "mghari", "mhamdi", \
    "mhamed", "mia", "micaela", "micallef", "michael", "michail", "michal", "michalis", "michaux", "michi", "michiels", "mifsud", "miftah", \
    "miguel", "miguez", "mihaela", "mihai", "mihail", "mihali", "mihi", "mikael", "mikaere", "mikayel", "mikel", "miki", "mikołaj", "mila", \
    "milagros", "milagrosa", "milan", "milana", "milena", "milica", "millan", "miller", "millet", "millie", "miloud", "miloudi", "miloš", \
    "milošević", "mimoun", "mimouni", "mina", "minato", "minerva", "minguez", "mingze", "minik", "mio", "miquel", "mir", "mira", \
    "miralles", "miranda", "miraç", "mirchandani", "mireia", "miren", "mireya", "miri", "miriam", "mirian", "mirjana", "mirlande", "miro", \
    "mirpuri", "miruri", "missaoui", "mizrachi", "mizrahi", "mizzian", "mkrtchyan", "mlakar", "moana", "modesta", "modesto", "modibo", \
    "modu", "moea", "moeata", "moens", "mohamedi", "mohammadi", "mohan", "mohand", "mohatar", "mohtar", "moises", "mojahid", "mojtar", \
    "mokaddem", "mokadem", "mokhtar", "mokhtari", "mokuy", "molero", "molina", "molinero", "molnar", "mona", "monge", "monica", \
    "monserrat", "montalvo", "montano", "monte", "monteagudo", "montenegro", "montero", "montes", "montesinos", "montiel", "montilla", \
    "montoro", "montoya", "montserrat", "monzon", "mora", "morabit", "morabiti", "moral", "morales", "moran", "morari", "morato", \
    "morcillo", "moreau", "moreira", "morel", "moreno", "morera", "moretti", "morilla", "morillas", "morillo", "morin", "morina", "moro", \
    "moron", "morozov", "morsli", "moser", "mosquera", "mossi", "mota", "moudden", "mouden", "moufid", "mouh", "mouhib", "mouhou", \
    "moujahid", "moukhtari", "mouliaa", "mouloud", "moumen", "moumni", "mounir", "mountassir", "moura", "mourabit", "mourad", "mousaoui", \
    "mousati", "mouslim", "moussa", "moussaid", "moussaoui", "moussati", "moussawi", "moussi", "mouta", "moutaouakil", "mouzouri", "moya", \
    "moyano", "mrabet", "mrini", "muchen", "mughal", "muhamad", "mujic", "mukhtar", "mulder", "muller", "mumany", "muniz", "munoz", \
    "munsuri", "munteanu", "murad", "muratovic", "murcia", "muriel", "murillo", "murphy", "musaev", "musatadi", "musawi", "mushtaq", \
    "mutairi", "muti", "muyang", "mykhaylo", "myriam", "myrlande", "mädina", "mägi", "mäkelä", "mäkinen", "möller", "müller", "məmmədov", \
    "nabil", "nada", "nadal", "nadeem", "nadi", "nadia", "nadif", "nadir", "naeem", "naessens", "nagi", "nagisa", "nagore", "nagy", \
    "nahia", "naia", "naiara", "naidu", "naim", "naima", "naimi", "najah", "najat", "najem", "naji", "najib", "najim", "najjar", "najjari", \
    "nakamura", "nali", "nandwani", "nanwani", "naranbaatar", "naranjo", "narayan", "narciso", "nare", "narek", "narine", "naroa", \
    "narvaez", "nasiri", "nasri", "nassar", "nasser", "nassiri", "nasui", "natalia", "natalie", "natalija", "nathalie", "nathan", \
    "nathaniel", "natividad", "naudi", "naura", "navarrete", "navarro", "navas", "naya", "nayach", "nayara", "nayem", "nazaret", "nazir", \
    "ndiaye", "ndour", "nehir", "neira", "nela", "nelida", "nelio", "nemcova", "nemec", "nemesio", "nemeth", "nerea", "nesreen", "nestor", \
    "neumann", "neus", "nevado", "neža", "ngadi", "ngo", "nguyen", "nhari", "nia", "niang", "nicolae", "nicolas", "nicolasa", "nicole", \
    "nicoleta", "niculai", "niel", "nielsen", "nieminen", "nieto", "nieves", "niharika", "nijs", "nik", "nika", "nikau", "niko", "nikodem", \
    "nikol", "nikola", "nikolaos", "nikolic", "nikolić", "nikolov", "nikolova", "nikoloz", "nil", "nilay", "nils", "nilsen", "nilsson", \
    "nina", "nino", "nivi", "niviaq", "noa", "noah", "noam", "noel", "noelia", "noemi", "nogales", "nogueira", "noguera", "nomaan", "noor", \
    "nora", "norberto", "norsaq", "nouali", "nouche", "nouf", "nouinou", "nour", "noureddine", "nouri", "novak", "novakova", "novik", \
    "novikov", "novo", "novoa", "novotna", "novotny", "nowak", "nozadze", "nuka", "nunez", "nur", "nuray", "nuri", "nuria", "nurislam", \
    "nurul", "nutsa", "nuyts", "obdulia", "obeidi", "obrien", "obyrne", "ocana", "ochoa", "oconnor", "octavio", "odval", "ofelia", \
    "ofentse", "oier", "oihan", "oihane", "oisha", "oisin", "ojeda", "okamika", "okelly", "olatz", "oleksandr", "oleksandra", "oliva", \
    "olivares", "oliveira", "oliver", "olivera", "olivia", "olivier", "oliwia", "olmedo", "olmo", "olmos", "olsen", "olsson", "omari", \
    "omarov", "omer", "omerovic", "omoruyi", "omphile", "omrani", "ona", "oneill", "onetti", "ong", "onni", "ooms", "ordonez", "oreilly", \
    "orellana", "orfi", "oriol", "orlando", "orozco", "orsi", "orsini", "ortega", "ortiz", "ortuno", "oryan", "oscar", "oskar", "osman", \
    "osorio", "ospanov", "osullivan", "osuna", "otaibi", "otero", "otilia", "otmani", "ouaali", "ouachikh", "ouadi", "ouafi", "ouahabi", \
    "ouahbi", "ouakili", "ouali", "oualkadi", "ouardani", "ouardi", "ouariachi", "ouarti", "ouass", "ouattara", "ouazghari", "ouazizi", \
    "ouazzani", "ouchan", "ouchen", "ouchene", "ouedraogo", "oufkir", "ouhaddou", "oulghazi", "oulhaj", "oumar", "oumari", "oumou", \
    "ouriaghli", "ourkia", "outmani", "ovidio", "oviedo", "oyunbileg", "ozcoidi", "ozdemir", "ozkan", "ozolinš", "ozols", "ozturk", \
    "pablo", "pacheco", "padilla", "padron", "paez", "pajares", "pak", "palacio", "palacios", "palau", "palazon", "pallares", "palma", \
    "palmira", "paloma", "palomares", "palomino", "palomo", "pamela", "panagiota", "panagiotis", "paneeraq", "paniagua", "paninnguaq", \
    "paola", "papp", "paquet", "parada", "paraskevi", "pardo", "paredes", "pareja", "parejo", "pari", "paris", "park", "parmentier", \
    "parra", "parrilla", "pascual", "pascuala", "pastora", "patel", "patino", "patricia", "patricija", "patricio", "patrocinio", "pau", \
    "paul", "paula", "paulauskas", "paulauskiene", "paulina", "paulino", "paulo", "pauwels", "pavlovic", "pavlović", "pavon", "payet", \
    "paz", "pazos", "pedersen", "pedraza", "pedro", "pedrosa", "peers", "peeters", "peinado", "peiro", "pelaez", "pelayo", "pelletier", \
    "pellicer", "pena", "penalver", "penas", "penelope", "peral", "perales", "peralta", "perdomo", "pere", "perea", "pereda", "pereira", \
    "perello", "perera", "peretz", "peris", "perović", "perret", "perrin", "perrot", "persson", "petar", "peter", "petersen", "peterson", \
    "petersons", "petit", "petra", "petrauskas", "petrauskiene", "petrosyan", "petrov", "petrova", "petrovic", "petrović", "pettersen", \
    "pettersson", "pezzi", "pham", "phan", "philippe", "philips", "picard", "picazo", "pichler", "pico", "piedad", "pieters", "piette", \
    "pilar", "pina", "pinas", "pineda", "pineiro", "pinero", "pinilla", "pino", "pinto", "pipaluk", "piqueras", "pirard", "pirson", \
    "pizarro", "pla", "placido", "planas", "plasencia", "plaza", "poema", "poirier", "pol", "pola", "polat", "polina", "polishchuk", \
    "polo", "ponce", "poncelet", "pons", "pop", "popa", "popescu", "popov", "popović", "porras", "portela", "portillo", "postigo", \
    "potočnik", "poulsen", "poveda", "pozo", "prada", "prado", "prados", "prakash", "prasad", "prasert", "prat", "prats", "prem", \
    "presentacion", "prieto", "primitiva", "primitivo", "prochazka", "prochazkova", "prudencio", "puente", "puerta", "puertas", "puerto", \
    "pueyo", "puig", "pujol", "pulido", "purificacion", "puteri", "qabbani", "qahtani", "qamar", "qillaq", "qotbi", "quero", "quesada", \
    "quevedo", "quiles", "quinones", "quintana", "quintero", "quiroga", "quiros", "quispe", "quliyev", "rabhi", "rabi", "rabii", "rabina", \
    "rachdi", "rachida", "rachidi", "radmila", "radović", "radu", "radulović", "raes", "rafael", "rafaela", "rafai", "rafi", "rafik", \
    "rafiq", "rahali", "rahaoui", "rahhali", "rahhou", "rahim", "rahimi", "rahman", "rahmani", "rahmouni", "rahou", "rahoui", "rahouti", \
    "rai", "raimundo", "raissi", "raissouni", "raji", "ralfs", "ram", "ramazan", "ramazanov", "ramchandani", "ramdani", "ramirez", \
    "ramiro", "ramli", "ramon", "ramona", "ramos", "ramzi", "rana", "ranasinghe", "rani", "rania", "raoudi", "raoui", "raphael", "raquel", \
    "rashad", "rashidi", "rasmus", "rasmussen", "raul", "ravi", "raya", "rayana", "razzaq", "razzouki", "rbib", "rebane", "rebeca", \
    "rebollo", "reche", "recio", "redondo", "reem", "reema", "refael", "regina", "rei", "reig", "reilly", "reina", "relja", "remacle", \
    "remedios", "remy", "ren", "renard", "renata", "renault", "requena", "rethabile", "reuter", "revilla", "revuelta", "rey", "reyes", \
    "reynders", "reza", "rghioui", "rhazi", "rhazouani", "rhee", "rhim", "rhouni", "ria", "riahi", "rial", "rian", "ribas", "ribera", \
    "ribes", "ricard", "ricardo", "riccardo", "ricci", "richard", "richi", "rico", "ridaoui", "riera", "rifai", "riffi", "rifi", "riko", \
    "rim", "rin", "rincon", "rio", "rios", "ripoll", "riquelme", "rita", "rivas", "rivera", "rivero", "riviere", "rizzi", "rkiouak", \
    "roan", "robert", "roberto", "roberts", "robin", "robledo", "robles", "roca", "rocha", "roche", "rocio", "rodenas", "rodolfo", \
    "rodrigo", "rodrigues", "roel", "rogelio", "roger", "roghayyeh", "roig", "rojas", "rojo", "roko", "roldan", "rolland", "roman", \
    "romano", "rombouts", "romera", "romero", "romo", "ronja", "roosen", "ropero", "roque", "rory", "ros", "rosa", "rosado", "rosales", \
    "rosalia", "rosana", "rosario", "rose", "rosell", "rosello", "rosendo", "roser", "rosie", "rosmery", "rossetti", "rossi", "rotari", \
    "rouaz", "rouchdi", "rousseau", "roussel", "roux", "rovira", "rowan", "roxana", "roy", "royer", "royo", "ruano", "rubaie", "ruben", \
    "rubio", "rueda", "rufi", "rufina", "rufino", "ruhi", "ruiz", "ruoxi", "rus", "russi", "russo", "rusu", "rut", "ruth", "ruz", "ryan", \
    "rybak", "saad", "saadaoui", "saadi", "saar", "saavedra", "sabater", "sabatini", "sabbagh", "sabina", "sablon", "sabou", "sabrina", \
    "sacko", "sacramento", "sacristan", "saddik", "saddiki", "sadek", "sadhwani", "sadik", "sadiki", "sadki", "sadykov", "saenz", "saez", \
    "safi", "safija", "safiya", "saga", "saghir", "sagrario", "sah", "sahar", "sahi", "sahin", "sahli", "sahraoui", "saida", "saidi", \
    "saidy", "saifi", "sainz", "saioa", "saiz", "sajid", "sajjad", "sakeena", "sakhi", "sakineh", "sakura", "sala", "salamanca", "salami", \
    "salas", "salazar", "salcedo", "saldana", "salem", "sales", "salgado", "salguero", "sali", "saliha", "salihovic", "salik", "salim", \
    "salinas", "salma", "salmeron", "salome", "salud", "salvador", "salvadora", "sama", "samadi", "samake", "samantha", "samara", "samhi", \
    "sami", "samir", "samira", "sampedro", "samper", "samtani", "samuel", "samvel", "samyar", "sanaani", "sanchis", "sancho", "sandoval", \
    "sandra", "sangare", "sanhaji", "sani", "sanjuan", "sanmartin", "sanneh", "sans", "santamaria", "santana", "santiago", "santos", \
    "sanz", "saou", "saoud", "saoudi", "saqib", "sara", "sarah", "sarai", "saray", "sarghini", "sargsyan", "sarmiento", "sarr", "sarroukh", \
    "sarsri", "sassi", "sastre", "sato", "saturnina", "saturnino", "saul", "saura", "sawadogo", "sayah", "sbai", "schepers", "schmid", \
    "schmidt", "schmit", "schmitt", "schmitz", "schneider", "schramm", "schroeder", "schulz", "sebastian", "sebastiana", "seck", "seco", \
    "secundino", "seddik", "seddiki", "sefiani", "segarra", "segers", "seghrouchni", "segovia", "segui", "segundo", "segura", "sehli", \
    "sekou", "selim", "selma", "sels", "sem", "semil", "semlali", "sempere", "senhaji", "sennouni", "seoane", "sepp", "sepulveda", \
    "serafin", "serafina", "sergi", "sergio", "serhani", "serna", "serra", "serrano", "servais", "sesili", "setti", "sevda", "severino", \
    "sevilla", "sevillano", "sevinj", "seymour", "sghir", "shabbir", "shafiq", "shah", "shahd", "shahem", "shahid", "shahzadi", "shaikha", \
    "shaimaa", "shala", "shami", "shammari", "shams", "sharif", "sharma", "shayma", "shehri", "shehu", "sheila", "sherifa", "shevchenko", \
    "shevchuk", "shivansh", "shrestha", "shristi", "siddhartha", "sidibe", "sidorov", "sienna", "sierra", "silva", "silvestre", "silvia", \
    "simo", "simon", "simona", "simonis", "simons", "simsek", "singh", "siphosethu", "sirbu", "sissoko", "sita", "siti", "slimani", \
    "smaili", "smeets", "smets", "smirnov", "smit", "smith", "snezana", "snežana", "snoussi", "sobia", "sobrino", "socorro", "sofi", \
    "sofia", "sofie", "sofija", "sofiya", "sokolov", "sola", "solana", "solano", "sole", "soledad", "soler", "soley", "solis", "solja", \
    "solomiya", "solovyov", "soma", "somayyeh", "somboon", "somchai", "somers", "somporn", "somsak", "sonia", "sonmez", "sophia", "sophie", \
    "soraya", "soria", "soriano", "sosa", "soto", "souad", "soufi", "souidi", "souissi", "souleymane", "soumare", "sousa", "soussi", \
    "souto", "spiteri", "srhir", "staelens", "stan", "stanisław", "stankevičiene", "stankevičius", "stankovic", "stanković", "stanley", \
    "stas", "stefan", "steiner", "stella", "stevens", "stevenson", "stoica", "stojanovic", "stojanović", "stoyanov", "stoyanova", "suarez", \
    "suen", "suha", "suleimenov", "sulejmanovic", "suleymanov", "sullivan", "sultan", "sultanov", "sumayah", "sun", "sunita", "susan", \
    "susana", "susanna", "suzana", "suzuki", "svensson", "svoboda", "svobodova", "swinnen", "syed", "sylla", "symons", "szabo", "szakacs", \
    "szekely", "szymanski", "szymon", "sørensen", "tabbai", "taboada", "tadhg", "tadlaoui", "taghi", "taha", "tahir", "tahiri", "tahri", \
    "tahrioui", "taib", "taibi", "taim", "tajjiou", "takahashi", "taki", "takkal", "talavera", "talhaoui", "talidi", "tamang", "tamar", \
    "tamara", "tamatoa", "tamayo", "tami", "tamimi", "tamm", "tan", "tanaka", "tania", "taouati", "taoufik", "taouil", "taoumi", "taoussi", \
    "tapia", "tapuarii", "tara", "tarana", "tareq", "tarita", "tatsuki", "taybi", "tayebi", "taylor", "tazi", "tehei", "teiki", "teiva", \
    "tejada", "tejedor", "tejera", "tejero", "tellez", "tello", "temboury", "temsamani", "tena", "teo", "teodor", "teodora", "teodoro", \
    "teofilo", "teoh", "teresa", "tereza", "teruel", "tess", "tessier", "teura", "teva", "thaci", "thais", "than", "thaniel", "thapa", \
    "theo", "theodor", "theodore", "theys", "thiago", "thiam", "thijs", "thill", "thioune", "thiry", "thomas", "thompson", "thomsen", \
    "thorarensen", "thorlacius", "thys", "tiago", "tiare", "tigran", "tikriti", "tilmant", "tim", "timmermans", "timofey", "ting", "tiong", \
    "tirado", "titaina", "titaua", "tiu", "tjin", "tkachenko", "tkachuk", "tlaghi", "tobias", "todorov", "todorova", "toivo", "toledano", \
    "toledo", "tom", "tomas", "tomasa", "tomaš", "tome", "tommaso", "tomyris", "topham", "torfs", "toribio", "toro", "torralba", "torre", \
    "torregrosa", "torrejon", "torres", "tortosa", "toth", "touati", "toufik", "touhami", "toumi", "tounkara", "tounsi", "touray", "toure", \
    "toussaint", "touzani", "tovar", "toy", "tran", "traore", "tremblay", "trigo", "trillo", "trinidad", "trondur", "trujillo", "tsai", \
    "tsay", "tsiklauri", "tsoi", "tsouli", "tsui", "tudela", "tuhami", "tuleen", "tunar", "tur", "turan", "turcan", "turk", "turki", \
    "ubaidi", "ubani", "ubeda", "ugarte", "uiloq", "ulloriaq", "umarov", "unai", "ung", "urbano", "urbonas", "urboniene", "urena", "uri", \
    "uriarte", "urkidi", "urkiri", "urrutia", "ursu", "ursula", "usman", "uta", "uxia", "uxue", "vaca", "vaea", "valcarcel", "valdemar", \
    "valderrama", "valdes", "valdivia", "valencia", "valentin", "valentina", "valenzuela", "valera", "valeria", "valeriano", "valero", \
    "valiente", "valle", "vallejo", "valles", "valls", "valter", "valverde", "vamika", "vanacker", "vanbeveren", "vandaele", "vandamme", \
    "vandecasteele", "vandenberghe", "vandenbossche", "vandenbroeck", "vandenbroucke", "vandeputte", "vanderlinden", "vandermeersch", \
    "vandevelde", "vandewalle", "vanesa", "vanessa", "vang", "vanhecke", "vanhoutte", "vanneste", "vaquero", "var", "vara", "vardanyan", \
    "varela", "varga", "vargas", "varvara", "vasile", "vasileios", "vasiliauskas", "vasiliauskiene", "vasilije", "vasiliki", "vasilisa", \
    "vasquez", "vasseur", "vassiljev", "vazquez", "vedant", "vega", "vegas", "veiga", "vela", "velasco", "velazquez", "velez", "vella", \
    "venancio", "venla", "ventura", "vera", "verbeke", "verbruggen", "vercammen", "vercauteren", "verdejo", "verdonck", "verdu", "verdugo", \
    "vereecken", "verellen", "vergara", "verhaegen", "verhelst", "verheyden", "verhoeven", "verlinden", "vermeersch", "vermeire", \
    "vermeiren", "vermeulen", "vermeylen", "veronica", "veronika", "verschueren", "verstraete", "vesela", "vesely", "vesna", "vets", \
    "vicent", "vicenta", "vicente", "vico", "victor", "victoria", "victoriana", "victoriano", "victorina", "victorino", "vidal", "vidmar", \
    "viera", "viktor", "viktoria", "viktorie", "viktoriya", "vila", "vilar", "vilches", "vilchez", "villa", "villalba", "villanueva", \
    "villar", "villaverde", "villegas", "villena", "vinas", "vincent", "violeta", "viorel", "viorica", "viraj", "virgilio", "virginia", \
    "virtanen", "virtudes", "visitacion", "visser", "vita", "vitols", "vittoria", "vivas", "vives", "vizcaino", "vladyslav", "vojtech", \
    "volkov", "vong", "vranckx", "vugar", "vujović", "vuk", "vuković", "vusal", "vusala", "väinö", "waage", "wadhwani", "waggeh", "wagner", \
    "wahabi", "wahbi", "waheed", "wahid", "walsh", "wan", "wang", "waseem", "wassim", "watanabe", "wateen", "watt", "wauters", "webb", \
    "weber", "wellens", "weyts", "white", "whittaker", "widelene", "wieczorek", "wild", "wilhelm", "wilhelmi", "wilk", "willems", \
    "william", "williams", "willow", "wilson", "windels", "wisniewska", "wisniewski", "wiśniewski", "wojcik", "wolf", "wolff", "wong", \
    "woo", "woodhouse", "wouters", "wozniak", "wulff", "wuyts", "wyatt", "wyns", "xabier", "xamani", "xavier", "xenia", "ximena", "xinyi", \
    "yaacoubi", "yaagoubi", "yaakoubi", "yaala", "yabar", "yaben", "yachou", "yacobi", "yacoubi", "yadav", "yago", "yagoub", "yagoubi", \
    "yaguachi", "yague", "yahia", "yahiaoui", "yahya", "yahyaoui", "yaiza", "yajamin", "yakhlef", "yakoubi", "yakovenko", "yamada", \
    "yamamoto", "yamani", "yamato", "yambay", "yanez", "yang", "yanini", "yanira", "yara", "yasmin", "yasmina", "yasmine", "yasna", \
    "yassin", "yassine", "yassini", "yauri", "yavuz", "yaya", "yazid", "yazidi", "yehuda", "yekaterina", "yelena", "yemlahi", "yeong", \
    "yeray", "yermak", "yesica", "yessica", "yeung", "yeva", "yichen", "yihan", "yildirim", "yildiz", "yilmaz", "yimo", "yinuo", "yize", \
    "yoana", "yolanda", "yoldi", "yoon", "york", "yosef", "yoshida", "youbi", "youn", "younas", "younes", "young", "younoussi", "younsi", \
    "yousaf", "yousfi", "yousouf", "youssfi", "youssoufi", "ysasi", "yua", "yugsi", "yuina", "yulia", "yuma", "yun", "yuna", "yurena", \
    "yusif", "yuste", "yutong", "yuxi", "yuxuan", "yuze", "yıldırım", "yıldız", "yılmaz", "zabala", "zafra", "zahaf", "zahid", "zahir", \
    "zahiri", "zahra", "zahrani", "zahraoui", "zahri", "zaid", "zaida", "zaidi", "zaim", "zaimi", "zainab", "zaira", "zaitouni", "zakaria", \
    "zaki", "zala", "zalan", "zambrano", "zammit", "zammouri", "zamora", "zamorano", "zanetti", "zanni", "zannouti", "zaoui", "zaoujal", \
    "zapata", "zaragoza", "zarhouni", "zarinš", "zariouh", "zaroual", "zarouali", "zarrouk", "zehra", "zeinab", "zekhnini", "zekraoui", \
    "zekri", "zelaoui", "zemmouri", "zerhouni", "zeriouh", "zeroual", "zerouali", "zerrouk", "zerrouki", "zeynab", "zeynep", "zhang", \
    "zhao", "zhou", "ziani", "zielinski", "zihan", "zimmermann", "zina", "zion", "zitouni", "ziyani", "zizaoui", "zoe", "zoeng", "zofia", \
    "zohra", "zongo", "zoran", "zouaoui", "zoubair", "zoubir", "zougaghi", "zouggaghi", "zouhair", "zouhri", "zouine", "zouini", "zubaidi", \
    "zubikarai", "zuniga", "zupančič", "zurita", "zuzanna", "zümra", "çakır", "çelik", "ömer", "özdemir", "özkan", "öztürk", "černa", \
    "černy", "đang", "đorđević", "şahin", "şerife", "şimşek", "žan", "žukauskas", "žukauskiene", "əhmədov", "əliyev", "αγγελικη", \
    "αθανασιος", "αικατερινη", "ανδρεας", "ανδρουλα", "αννα", "βασιλειος", "βασιλικη", "γεωργια", "γεωργιος", "δημητρα", "δημητριος", \
    "ελενη", "ιωαννα", "ιωαννης", "κατερινα", "κυριακη", "κωνσταντινα", "κωνσταντινος", "μαρια", "μαριος", "μιχαηλ", "μιχαλης", "νικολαος", \
    "παναγιωτα", "παναγιωτης", "παρασκευη", "σοφια", "χρηστος", "χριστινα", "абдрахманов", "айзере", "айлин", "айша", "айым", "алдияр", \
    "александар", "александра", "александър", "али", "алиев", "алинур", "алиса", "алихан", "алия", "амина", "амир", "ана", "анастасия", \
    "ангелов", "ангелова", "анна", "артём", "аруузат", "арууке", "асылым", "ахметов", "аяла", "билал", "бисера", "борис", "варвара", \
    "весна", "виктор", "виктория", "волков", "габриела", "георги", "георгиев", "георгиева", "горан", "гордана", "давид", "дамјан", \
    "даниел", "даниил", "дария", "дарија", "дејан", "димитров", "димитрова", "димитър", "драган", "драгана", "душан", "ева", "евгений", \
    "екатерина", "елизавета", "зоран", "ибрагимов", "ивана", "иванов", "иванова", "илиев", "илиева", "илић", "ирина", "искаков", "йоана", \
    "кавалёў", "казлоў", "казлоўскі", "калиев", "калоян", "ким", "ковалёв", "козлов", "козловский", "кузнецов", "лебедев", "лев", "лука", \
    "максим", "мария", "марија", "марк", "марко", "марковић", "мартин", "матвей", "матеј", "медина", "мила", "милан", "милена", "милица", \
    "милош", "милошевић", "мирјана", "морозов", "мухаммад", "наталья", "никол", "никола", "николић", "николов", "николова", "новик", \
    "новиков", "новік", "нурислам", "омар", "омаров", "оспанов", "павловић", "петар", "петров", "петрова", "петровић", "полина", "попов", \
    "радмила", "рамадан", "рая", "раяна", "садыков", "салиха", "сара", "сафия", "симона", "смирнов", "снежана", "соколов", "соловьёв", \
    "софия", "софија", "станковић", "стефан", "стоянов", "стоянова", "стојановић", "сулейменов", "теодор", "тодоров", "тодорова", \
    "томирис", "умар", "усман", "фатима", "хадича", "хана", "христов", "христова", "эмир", "юлия", "ђорђевић", "іваноў", "јана", "јелена", \
    "јован", "јована", "јовановић", "љиљана", "ابراهيمي", "احمدي", "ادريسي", "ادم", "اسحاق", "اسماعيل", "اصغر", "اكبر", "اكبري", "امير", \
    "امينة", "انس", "ايمن", "ايوب", "باقر", "بغدادي", "بلال", "تازي", "تونسي", "جزايري", "جعفر", "جعفري", "جمال", "حداد", "حسيني", "حمزة", \
    "حميد", "حور", "حياة", "حيدر", "خان", "خديجة", "خطيب", "داود", "رحيمي", "رشيد", "رضا", "رضايي", "زكريا", "زينب", "سارة", "سعاد", \
    "سلطاني", "سلمي", "سليمان", "سمير", "سوري", "سيد", "شاه", "صادق", "صادقي", "طارق", "عايشة", "عباس", "عبدالرحمن", "عبدالعزيز", \
    "عبدالقادر", "عبدالكريم", "عبدالله", "عثمان", "عراقي", "علوي", "عيسي", "فاسي", "فرح", "فريد", "فهد", "قاسم", "قاسمي", "قاضي", "كريم", \
    "كريمي", "كمال", "ليان", "ليلي", "لين", "ماريا", "مجتبي", "محمدي", "مريم", "مصري", "مغربي", "ملك", "منصور", "مني", "مهدي", "موسوي", \
    "موسي", "ميلا", "نادر", "نادية", "ناصر", "نبيل", "نجار", "نور", "نوري", "هاشمي", "هدي", "هشام", "وليد", "ياسين", "يحيي", "يعقوب", \
    "يمني"

#endif
